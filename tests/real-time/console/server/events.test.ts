import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ApiProblem, ConsoleEvent } from '../../../../console/server/api/types.ts';
import { openTestConsole, type TestConsole } from '../../../console/server/console-driver.ts';
import { secret, startRecording } from '../../../support/recording-receiver.ts';

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

describe('the events', () => {
  it('say what changed, at most four times a second, and contain no data', async () => {
    const receiver = await startRecording();
    const running = await openTestConsole();
    const { answer, events } = await subscribe(running);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const webhook = { url: receiver.url, method: 'POST', events: 'All', secret };
    const { id } = (await running.ask('POST', '/api/webhooks', webhook)).value;
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: 60 }, () => running.ask('POST', `/api/webhooks/${id}/test`)));
    await expect
      .poll(() => new Set(events.flatMap(({ what }) => what)))
      .toEqual(new Set(['push', 'deliveries']));
    await expect
      .poll(async () => (await running.ask('GET', '/api/deliveries?state=acknowledged')).value.rows.length)
      .toBe(60);
    const seconds = (performance.now() - startedMs) / 1000;
    // One at once, and one that was sent before.
    expect(events.length).toBeLessThanOrEqual(4 * seconds + 2);
    for (const event of events) expect(Object.keys(event)).toEqual(['kind', 'what']);
  });

  it('go to at most twenty pages, until one is closed', async () => {
    const running = await openTestConsole();
    for (let n = 1; n <= 30; n += 1)
      expect((await fetch(new URL('/api/events', running.url), { method: 'HEAD' })).status).toBe(405);
    const pages = [];
    for (let n = 1; n <= 20; n += 1) pages.push(await subscribe(running));
    expect(pages.map(({ answer }) => answer.status)).toEqual(Array(20).fill(200));
    const refused = await fetch(new URL('/api/events', running.url));
    expect([refused.status, ((await refused.json()) as ApiProblem).code]).toEqual([
      503,
      'too-many-listeners',
    ]);
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
