import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testMessages } from './message.ts';
import { type Example, examples, isRunnable, runToEnd, secret, startReceiver } from './running-receiver.ts';
import { testSignatures } from './signature.ts';
import { Subject } from './subject.ts';
import { testTransport } from './transport.ts';

for (const example of examples) {
  describe.skipIf(!isRunnable(example))(`the example in ${example.name}`, () => testExample(example));
}

function testExample(example: Example): void {
  const subject = new Subject();

  beforeAll(async () => {
    subject.receiver = await startReceiver(example);
  });

  // Whatever it received so far: no secret, no signature, no stack trace. Python's http.server itself logs what it refuses.
  afterAll(async () => {
    const ended = await subject.receiver?.stop();
    expect(ended?.output).toMatch(/^listening on \S+\n(127\.0\.0\.1 - - \[[^\n]+\n)*$/);
    expect(ended?.output).not.toContain(secret);
  });

  describe('signature', () => testSignatures(subject));
  describe('message', () => testMessages(subject));
  describe('transport', () => testTransport(subject));

  describe('process', () => {
    it('refuses to start without a secret, in one sentence', async () => {
      for (const env of [{ PORT: '0' }, { PORT: '0', YCM_WEBHOOK_SECRET: '' }]) {
        const { code, output } = await runToEnd(example, env);
        expect(code).toBe(1);
        expect(output).toMatch(/^Set YCM_WEBHOOK_SECRET [^\n]+\n$/);
      }
    });

    it('says in one sentence that its port is in use or invalid', async () => {
      for (const port of [String(subject.receiver?.port), 'abc', '99999']) {
        const { code, output } = await runToEnd(example, { PORT: port, YCM_WEBHOOK_SECRET: secret });
        expect(code).toBe(1);
        expect(output).toMatch(/^[^\n]*PORT[^\n]*\n$/i);
      }
    });

    it('ends at once on SIGTERM, even with an open connection', async () => {
      const receiver = await startReceiver(example);
      const other = new Subject();
      other.receiver = receiver;
      const connection = other.connect();
      connection.socket.write('POST /webhook HTTP/1.1\r\nContent-Length: 10\r\n\r\n');
      const startedAt = performance.now();
      expect(await receiver.stop()).toMatchObject({ signal: 'SIGTERM' });
      // A receiver that waits for the connection waits forever.
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      connection.close();
    });
  });
}
