import { createHmac } from 'node:crypto';
import { signatureHeader, withHeader } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** Signed as the vendor does, but with another key, which `derive` makes from the genuine secret. */
export function wrongSecret(
  title = 'signed with another secret',
  derive: (secret: string) => string | Uint8Array = (secret) =>
    [...secret]
      .reverse()
      .join('')
      .replace(/./, (c) => (c === 'x' ? 'y' : 'x')),
): Fault {
  return {
    name: 'wrong-secret',
    title,
    rewrite: (request, secret) => {
      const signature = createHmac('sha256', derive(secret)).update(request.message).digest('base64');
      return withHeader(request, signatureHeader, [signature]);
    },
  };
}
