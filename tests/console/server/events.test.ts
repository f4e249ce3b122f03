import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ConsoleEvent, DeliveryRow, Problem } from '../../../console/server/api/types.ts';
import { Batch } from '../../../console/server/events/batch.ts';
import { EventListener } from '../../../console/server/events/listeners.ts';
import { secret, startRecording } from '../../support/recording-receiver.ts';
import { openTestConsole, type TestConsole } from './console-driver.ts';

/** The events that a page receives from now on. */
async function subscribe({ url }: TestConsole) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const answer = await fetch(new URL('/api/events', url), { signal: stop.signal });
  const events: ConsoleEvent[] = [];
  const read = async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) if (block.startsWith('data: ')) events.push(JSON.parse(block.slice(6)));
    }
  };
  read().catch(() => {});
  return { answer, events, stop };
}

const row = (seq: number): DeliveryRow => ({
  seq,
  acceptedAt: '2026-03-10T02:48:40.000Z',
  event: 'test',
  summary: '',
  webhookId: 'w',
  url: 'http://localhost/',
  method: 'POST',
  state: 'pending',
  timeoutMs: 5000,
  attempts: [],
});

describe('a batch of events', () => {
  it('contains the newest 200 changes, each once, and the number of others', () => {
    const batch = new Batch();
    for (let seq = 250; seq >= 1; seq -= 1) batch.delivery(seq, () => row(-1));
    for (let seq = 1; seq <= 250; seq += 1) batch.delivery(seq, () => row(seq));
    const [event] = batch.take();
    expect(event).toMatchObject({ kind: 'deliveries', missed: 50 });
    const rows = event?.kind === 'deliveries' ? event.rows : [];
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, n) => 51 + n));
    expect(batch.take()).toEqual([]);
  });
});

describe('a page that does not read', () => {
  const bytes = new Uint8Array(300 * 1024);

  it('is sent only what fits, and is notified that it missed something', async () => {
    const listener = new EventListener(() => {});
    for (let n = 0; n < 100; n += 1) expect(listener.write(bytes)).toBe(true);
    const reader = listener.stream.getReader();
    for (let n = 0; n < 4; n += 1) expect((await reader.read()).value).toHaveLength(bytes.length);
    expect(listener.write(Buffer.from('data: {}\n\n'))).toBe(true);
    const frames = Buffer.from((await reader.read()).value ?? []).toString();
    expect(frames.match(/"what":"(\w+)"/g)).toHaveLength(5);
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: {}\n\n');
  });

  it('is disconnected after half a minute', () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(0);
    onTestFinished(() => now.mockRestore());
    const listener = new EventListener(() => {});
    for (let n = 0; n < 5; n += 1) listener.write(bytes);
    now.mockReturnValue(29_000);
    expect(listener.write(bytes)).toBe(true);
    now.mockReturnValue(31_000);
    expect(listener.write(bytes)).toBe(false);
  });
});

describe('the events', () => {
  it('arrive in batches, in the described format, each row once per batch, and without secrets', async () => {
    const receiver = await startRecording();
    onTestFinished(receiver.close);
    const running = await openTestConsole();
    const { answer, events } = await subscribe(running);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const webhook = { url: receiver.url, method: 'POST', events: 'All', secret };
    const { id } = (await running.ask('POST', '/api/webhooks', webhook)).value;
    await Promise.all(Array.from({ length: 60 }, () => running.ask('POST', `/api/webhooks/${id}/test`)));
    const rows = () => events.flatMap((event) => (event.kind === 'deliveries' ? event.rows : []));
    await expect
      .poll(
        () =>
          new Set(
            rows()
              .filter(({ state }) => state === 'acknowledged')
              .map(({ seq }) => seq),
          ).size,
      )
      .toBe(60);
    expect(events).toContainEqual({ kind: 'changed', what: 'push' });
    for (const event of events) {
      if (event.kind !== 'deliveries') continue;
      const seqs = event.rows.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  it('go to at most twenty pages, until one is closed', async () => {
    const running = await openTestConsole();
    for (let n = 1; n <= 30; n += 1)
      expect((await fetch(new URL('/api/events', running.url), { method: 'HEAD' })).status).toBe(405);
    const pages = [];
    for (let n = 1; n <= 20; n += 1) pages.push(await subscribe(running));
    expect(pages.map(({ answer }) => answer.status)).toEqual(Array(20).fill(200));
    const refused = await fetch(new URL('/api/events', running.url));
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([503, 'too-many-listeners']);
    pages[0]?.stop.abort();
    await expect
      .poll(async () => {
        const { answer, stop } = await subscribe(running);
        stop.abort();
        return answer.status;
      })
      .toBe(200);
  });

  it('do not wait for a page that does not read', async () => {
    const running = await openTestConsole();
    const { port } = new URL(running.url);
    const deaf = connect(Number(port), 'localhost');
    onTestFinished(() => {
      deaf.destroy();
    });
    deaf.pause();
    deaf.write(`GET /api/events HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
    const subscription = await subscribe(running);
    const dids = Array.from({ length: 900 }, (_, n) => ({
      did: `${n}`,
      didId: `${n}`,
      trunkId: '1',
      trunkName: 'shared',
    }));
    await running.ask('POST', '/api/fleet/actions', { action: 'add-trunk', dids });
    await expect.poll(() => subscription.events.some(({ kind }) => kind === 'changed')).toBe(true);
  });
});
