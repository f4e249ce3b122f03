import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { WireStep } from '../../../simulator/wire/wire.ts';
import type { FuzzCase } from './mutate.ts';

/** A receiver in a separate process that responds with the bytes it is sent. */
export interface Mirror {
  readonly url: string;
  readonly stop: () => void;
}

/** Starts mirror.mjs from the project's folder. */
export async function startMirror(): Promise<Mirror> {
  const child = spawn(process.execPath, ['bench/support/fuzz/mirror.mjs'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(port)}/`, stop: () => child.stdin.end() };
}

/** The request that makes the mirror respond with the bytes of the case. */
export function mirrored({ bytes, pieceBytes, ending }: Omit<FuzzCase, 'seed' | 'family'>): WireStep[] {
  const asked = `X-Piece-Bytes: ${Math.max(1, pieceBytes)}\r\nX-Ending: ${ending}\r\n`;
  const head = `POST / HTTP/1.1\r\n${asked}Content-Length: ${bytes.length}\r\n\r\n`;
  return [{ kind: 'send', bytes: Buffer.concat([Buffer.from(head), bytes]) }];
}
