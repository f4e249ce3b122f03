import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { did, didReport } from './messages.ts';
import type { Subject } from './subject.ts';
import { bytesOf, requestBytes, sign } from './wire.ts';

const mebibyte = 1024 * 1024;

/** How a correct receiver behaves on the wire. */
export function testTransport(subject: Subject): void {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('refuses %s without an effect', async (method) => {
    const sn = subject.newSn();
    const connection = subject.connect();
    const request = requestBytes([didReport(sn, ['1'])], { method });
    const answer = await connection.exchange(request);
    expect(answer?.status).toBe(405);
    expect(answer?.headers.get('allow')).toBe('POST');
    expect(await connection.exchange(requestBytes([]))).toMatchObject({ status: 200 });
    connection.close();
    expect(await subject.stateOf(sn)).toBeNull();
  });

  it('serves no other path', async () => {
    expect(await subject.statusOf([], { path: '/elsewhere' })).toBe(404);
    expect(await subject.statusOf([], { path: '/webhook?from=ycm' })).toBe(200);
  });

  it.each([
    [],
    ['Content-Type: application/json; charset=utf-8'],
    ['Content-Type: application/json; charset=x'],
    ['Content-Type: text/plain'],
    ['Content-Type: application/x-www-form-urlencoded'],
    ['Content-Type: multipart/form-data'],
    ['Content-Type: json'],
    ['Content-Type:'],
  ])('accepts a message with %s', async (...headers) => {
    const sn = subject.newSn();
    expect(await subject.statusOf([didReport(sn, ['1'])], { headers })).toBe(200);
    expect(await subject.didNumbersOf(sn)).toEqual(['1']);
  });

  it.each([1, 100, 65_536])(
    'accepts chunks of %i bytes, and many messages on one connection',
    async (chunkSize) => {
      const sn = subject.newSn();
      const connection = subject.connect();
      for (let n = 1; n <= 5; n++) {
        const message = [didReport(sn, [String(n)], { updateTime: n })];
        expect(await connection.exchange(requestBytes(message, { chunkSize }))).toMatchObject({
          status: 200,
        });
      }
      connection.close();
      expect(await subject.stateOf(sn)).toMatchObject({ applied: 5 });
    },
  );

  it('accepts 512 KiB, and exactly 1 MiB', async () => {
    const sn = subject.newSn();
    const trunkDidInfoList = Array.from({ length: 6000 }, (_, n) => did(String(n)));
    const large = [didReport(sn, [], { trunkDidInfoList })];
    expect(bytesOf(large).length).toBeGreaterThan(512 * 1024);
    for (const chunkSize of [undefined, 4096]) {
      expect(await subject.statusOf(large, { chunkSize })).toBe(200);
      expect(await subject.statusOf(`[${' '.repeat(mebibyte - 2)}]`, { chunkSize })).toBe(200);
    }
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 1 });
  });

  it('refuses one byte more than 1 MiB', async () => {
    const large = `[${' '.repeat(mebibyte - 1)}]`;
    expect(await subject.statusOf(large, { chunkSize: 4096 })).toBe(413);
    const connection = subject.connect();
    // Express keeps reading before it responds; the others respond based on the length alone.
    expect(await connection.exchange(requestBytes(large))).toMatchObject({ status: 413 });
    connection.close();
  });

  it.each([
    ['with its length', undefined],
    ['in chunks', 65_536],
  ])('refuses 16 MiB %s, or closes the connection, and keeps serving', async (_name, chunkSize) => {
    expect([413, undefined]).toContain(await subject.statusOf(' '.repeat(16 * mebibyte), { chunkSize }));
    expect(await subject.statusOf([])).toBe(200);
  });

  it.each(['close', 'reset'] as const)('stores nothing from a half-sent body, then a %s', async (how) => {
    const sn = subject.newSn();
    const request = requestBytes([didReport(sn, ['1'])]);
    const connection = subject.connect();
    connection.socket.write(request.subarray(0, request.length - 20));
    await sleep(50);
    if (how === 'reset') connection.socket.resetAndDestroy();
    else connection.close();
    expect(await subject.stateOf(sn)).toBeNull();
    expect(await subject.statusOf([didReport(sn, ['1'])])).toBe(200);
    expect(await subject.stateOf(sn)).toMatchObject({ applied: 1 });
  });

  it('waits for a body that arrives slowly', async () => {
    const sn = subject.newSn();
    const request = requestBytes([didReport(sn, ['1'])]);
    const connection = subject.connect();
    for (let at = 0; at < request.length; at += 40) {
      connection.socket.write(request.subarray(at, at + 40));
      await sleep(20);
    }
    expect(await connection.answer()).toMatchObject({ status: 200 });
    connection.close();
  });

  it('acknowledges 300 messages at once, each on a separate connection', async () => {
    const serials = Array.from({ length: 300 }, () => subject.newSn());
    const statuses = await Promise.all(serials.map((sn) => subject.statusOf([didReport(sn, ['1'])])));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('acknowledges quickly on a kept connection', async () => {
    const connection = subject.connect();
    const tookMs: number[] = [];
    for (let n = 0; n < 50; n++) {
      const startedAt = performance.now();
      expect(await connection.exchange(requestBytes([]))).toMatchObject({ status: 200 });
      tookMs.push(performance.now() - startedAt);
    }
    connection.close();
    // If Nagle's algorithm waits for a delayed acknowledgement, each takes at least 40 ms, after a few at the beginning; on a busy machine,
    // only some do.
    expect(Math.min(...tookMs.slice(-25))).toBeLessThan(20);
  });

  it('refuses an empty body', async () => {
    expect(await subject.statusOf('', { signatures: [] })).toBe(401);
    expect(await subject.statusOf('', { signatures: [sign(Buffer.alloc(0))] })).toBe(400);
  });
}
