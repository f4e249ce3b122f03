import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AwaitedCut } from '../../../simulator/wire/awaited-cut.ts';
import type { ResponsePart, WireStep } from '../../../simulator/wire/wire.ts';
import { exchange } from './exchange.ts';
import { startRawServer } from './raw-server.ts';

const request = { kind: 'send', bytes: Buffer.from('POST / HTTP/1.1\r\n\r\n') } as const;
const cutAfter = (after: ResponsePart): WireStep[] => [request, { kind: 'cut', how: 'reset', after }];
const head = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n';

/** Sends the pieces one by one, each once the previous one had time to be read; after the piece that should trigger the cut, waits for it. */
async function sentUntilCut(after: ResponsePart, pieces: readonly string[], expected = pieces.length) {
  let sent = 0;
  let ending: Promise<unknown> | undefined;
  const answer = async (socket: Socket) => {
    ending = new Promise((resolve) => socket.once('close', resolve));
    await once(socket, 'data');
    for (const piece of pieces) {
      if (socket.destroyed) return;
      socket.write(piece);
      sent += 1;
      await (sent === expected ? Promise.race([ending, sleep(5000)]) : sleep(40));
    }
  };
  const server = await startRawServer((socket) => void answer(socket));
  const { outcome } = await exchange(server.origin, { steps: cutAfter(after) });
  await ending;
  return { outcome, sent };
}

describe('a cut that waits for part of the response', () => {
  const pieces = [head.slice(0, 9), head.slice(9), 'ab', 'cd'];

  it.each([
    ['first-byte', 1, 'the first byte of the response'],
    ['head', 2, 'the end of the headers of the response'],
    ['first-body-byte', 3, 'the first byte of the body of the response'],
    ['end', 4, 'the end of the response'],
  ] as const)('after %s happens once that has arrived, and not before', async (after, sent, at) => {
    expect(await sentUntilCut(after, pieces, sent)).toEqual({ outcome: { kind: 'aborted', at }, sent });
  });

  it.each(['first-byte', 'head', 'first-body-byte', 'end'] as const)(
    'after %s happens even if the whole response, without a body, is one piece',
    async (after) => {
      const { outcome } = await sentUntilCut(after, ['HTTP/1.1 204 No Content\r\n\r\n']);
      expect(outcome.kind).toBe('aborted');
    },
  );

  it.each([
    ['reset', 'ECONNRESET'],
    ['close', undefined],
  ] as const)('ends the connection by a %s', async (how, code) => {
    let ended: Promise<NodeJS.ErrnoException | undefined> | undefined;
    const server = await startRawServer((socket) => {
      ended = new Promise((resolve) => {
        socket.once('error', resolve).once('end', () => resolve(undefined));
      });
      socket.once('data', () => socket.write(head));
    });
    await exchange(server.origin, { steps: [request, { kind: 'cut', how, after: 'head' }] });
    expect((await ended)?.code).toBe(code);
  });

  it('does not happen without a response: that is a timeout', async () => {
    const server = await startRawServer(() => {});
    const { outcome } = await exchange(server.origin, { steps: cutAfter('first-byte'), timeoutMs: 100 });
    expect(outcome).toEqual({ kind: 'timeout', phase: 'head' });
  });

  it('distinguishes head and body however they are split', () => {
    const answer = Buffer.from(`${head}abcd`);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 50 }), (sizes) => {
        const inHead = new AwaitedCut({ kind: 'cut', how: 'reset' }, 'head');
        const inBody = new AwaitedCut({ kind: 'cut', how: 'reset' }, 'first-body-byte');
        let at = 0;
        for (const size of sizes) {
          inHead.push(answer.subarray(at, at + size));
          inBody.push(answer.subarray(at, at + size));
          at = Math.min(at + size, answer.length);
          expect(inHead.isDue(false)).toBe(at >= head.length);
          expect(inBody.isDue(false)).toBe(at > head.length);
        }
      }),
    );
  });
});
