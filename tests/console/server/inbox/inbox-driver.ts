import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestConsole } from '../console-driver.ts';

const fixtures = join(import.meta.dirname, '../../../../fixtures');
export const message = readFileSync(join(fixtures, 'messages/did-change.json'));
/** Signatures of one message, made with openssl and two secrets. */
export const [first, second] = (
  JSON.parse(readFileSync(join(fixtures, 'signatures.json'), 'utf8')) as {
    file: string;
    secret: string;
    signature: string;
  }[]
).filter(({ file }) => file === 'did-change.json') as unknown as [Signed, Signed];

interface Signed {
  readonly secret: string;
  readonly signature: string;
}

/** Sends it to the inbox. Returns the status of the response. */
export async function post(
  { inboxUrl }: TestConsole,
  headers: Record<string, string>,
  body: Uint8Array | string = message,
  path = '',
): Promise<number> {
  const { status } = await fetch(new URL(path, inboxUrl), { method: 'POST', headers, body });
  return status;
}

/** The newest request in the inbox. */
export async function newest(running: TestConsole) {
  const { value } = await running.ask('GET', '/api/inbox?limit=1');
  const [newestRow] = value.rows;
  return newestRow && (await running.ask('GET', `/api/inbox/${newestRow.seq}`)).value;
}

export const addWebhook = ({ ask }: TestConsole, url: string, secret: string) =>
  ask('POST', '/api/webhooks', { url, secret, method: 'POST', events: 'All' });
