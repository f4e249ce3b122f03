import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { check } from '../../suites/index.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { serverOf } from '../runner/check-server.ts';
import { application, checkOwn, ownRule } from '../runner/own-rules.ts';
import { simulated } from '../support/simulated.ts';

/** Responds to a state request with the messages that a PBX received, in order. `looks` counts the requests for this PBX. */
type Show = (reports: readonly string[], response: ServerResponse, looks: number) => unknown;

const observing = ['retry/applies-once', 'retry/ignores-a-late-older-message'];

/** Checks a receiver that acknowledges everything; only its observer shows anything. */
function diagnosed(
  show: Show,
  rules: readonly string[] = observing,
  { observer = '/state?sn={sn}', budgetMs = 60_000, settleMs = 300 } = {},
) {
  return simulated(async () => {
    const reports = new Map<string, string[]>();
    const looks = new Map<string, number>();
    const server = serverOf((message, response: ServerResponse, { url, method }: IncomingMessage) => {
      if (method === 'GET') {
        const sn = new URL(url ?? '', 'http://localhost').searchParams.get('sn') ?? '';
        const nth = (looks.get(sn) ?? 0) + 1;
        looks.set(sn, nth);
        return void show(reports.get(sn) ?? [], response, nth);
      }
      for (const report of [JSON.parse(message)].flat()) {
        if (report.sn) reports.set(report.sn, [...(reports.get(report.sn) ?? []), JSON.stringify(report)]);
      }
      return void response.writeHead(200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const settings = { timeoutSeconds: 3 };
      const observeUrl = base + observer;
      return await check({
        url: base,
        secret: testSecret,
        rules,
        settings,
        settleMs,
        observeUrl,
        budgetMs,
      });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
}

const json = (response: ServerResponse, value: unknown) => void response.end(JSON.stringify(value));

it('an observer is not found if it responds 404 for every PBX, and no rule blames the receiver', async () => {
  const { diagnosis, summary } = await diagnosed((_, response) => void response.writeHead(404).end());
  expect(diagnosis).toMatchObject({ cause: 'observer-not-found', explains: observing });
  expect(diagnosis?.fix).toContain('Check --observe-url');
  expect(diagnosis?.fix).toContain('your receiver acknowledges messages without applying them');
  expect(diagnosis?.fix).toContain('its worker or queue has stopped since then');
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer shows effects late if it shows them at the end of the check', async () => {
  const app = application();
  let isShown = false;
  const shows = ownRule('shows', async () => {
    isShown = true;
  });
  const looks = ownRule('looks', async () => {}, { needs: ['observer'] });
  const observe = (sn: string) => ({ sn, reports: isShown ? app.observe(sn) : null });
  const { diagnosis } = await checkOwn([shows, looks], { receiver: app.receiver, observe });
  expect(diagnosis).toMatchObject({
    cause: 'observer-shows-no-effect',
    title: 'Your observer shows the effect of a message later than the check waits.',
    explains: ['example/looks'],
  });
  expect(diagnosis?.evidence.join()).toContain('"reports":');
  expect(diagnosis?.fix).toMatch(/^Raise --settle /);
});

it('a problem of the observer comes before a failed rule that is only recommended', async () => {
  const rules = [...observing, 'message/limits-size'];
  const report = await diagnosed((_, response) => void response.writeHead(404).end(), rules);
  expect(report.summary).toMatchObject({ fail: 1, inconclusive: 2 });
  expect(report.diagnosis).toMatchObject({ cause: 'observer-not-found', explains: observing });
});

it('an observer is not found even if there is no time to learn what it shows', async () => {
  // A part of the budget is for learning, and is used up before the other forms of a message are tried.
  const rules = ['message/applies-every-item'];
  const show: Show = (_, response) => void response.writeHead(404).end();
  const { diagnosis, summary } = await diagnosed(show, rules, { budgetMs: 12_000, settleMs: 1200 });
  expect(diagnosis).toMatchObject({ cause: 'observer-not-found', explains: rules });
  expect(summary).toMatchObject({ fail: 0, inconclusive: 1 });
});

it('an observer shows no effect if it gives the same error for every PBX, which is shown', async () => {
  const { diagnosis, summary } = await diagnosed((_, response) => json(response, { error: 'no such route' }));
  expect(diagnosis).toMatchObject({ cause: 'observer-shows-no-effect', explains: observing });
  expect(diagnosis?.evidence.join()).toContain('{"error":"no such route"}');
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer that switches is not held against rules that looked before this was known', async () => {
  let first: string | undefined;
  // One instance has the first report with such a name. The other one doesn't, and has its part of all others.
  const show: Show = ([...reports], response, looks) => {
    const last = reports.at(-1) ?? null;
    if (!last?.includes('北')) return json(response, first && looks % 2 === 0 ? null : last);
    first ??= last;
    return json(response, last === first ? last : 'nothing');
  };
  const early = ['message/joins-the-pieces-of-a-body', 'message/tolerates-unknown-fields'];
  const { diagnosis, summary, results } = await diagnosed(show, [...observing, ...early]);
  expect(diagnosis).toMatchObject({ cause: 'observer-unstable', explains: observing });
  expect(results.filter(({ id }) => early.includes(id)).map(({ verdict }) => verdict)).toEqual([
    'pass',
    'pass',
  ]);
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer changes by itself if each request for a known PBX shows something else', async () => {
  const show: Show = ([...reports], response, looks) =>
    json(response, reports.length > 0 ? { last: reports.at(-1), [`look ${looks}`]: true } : null);
  const { diagnosis, summary } = await diagnosed(show);
  expect(diagnosis).toMatchObject({ cause: 'observer-unstable', explains: observing });
  expect(diagnosis?.evidence.join()).toMatch(/`look \d+` was added/);
  expect(diagnosis?.fix).toContain('your receiver changes the state of a PBX without receiving a message');
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer switches between states if two instances of the receiver share nothing', async () => {
  const show: Show = ([...reports], response, looks) =>
    json(response, looks % 2 === 0 ? null : (reports.at(-1) ?? null));
  const { diagnosis, summary } = await diagnosed(show);
  expect(diagnosis).toMatchObject({ cause: 'observer-unstable', explains: observing });
  expect(diagnosis?.title).toContain('switches between different states');
  expect(diagnosis?.fix).toContain('several instances');
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer switches between states even if it does so only for one kind of report', async () => {
  const show: Show = ([report], response, looks) => {
    const isShown = report?.includes('repository') || looks === 2 || (looks > 6 && looks % 2 === 0);
    return json(response, isShown ? (report ?? null) : null);
  };
  const { diagnosis, summary } = await diagnosed(show);
  expect(diagnosis).toMatchObject({ cause: 'observer-unstable', explains: observing });
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer switches between states even if it shows nothing while it is learned', async () => {
  const firstLooks = new Map<string, number>();
  const show: Show = ([...reports], response, looks) => {
    const [first = ''] = reports;
    const at = firstLooks.get(first) ?? performance.now();
    firstLooks.set(first, at);
    const isShown = performance.now() - at > 400 && looks % 2 === 0;
    return json(response, isShown ? first : null);
  };
  const { diagnosis, summary } = await diagnosed(show);
  expect(diagnosis).toMatchObject({ cause: 'observer-unstable', explains: observing });
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer may show the time of the request, and how many there were', async () => {
  const show: Show = ([...reports], response, looks) =>
    json(response, { last: reports.at(-1) ?? null, looks, at: new Date() });
  const { diagnosis, summary } = await diagnosed(show);
  expect(diagnosis?.cause).not.toBe('observer-unstable');
  expect(summary).toMatchObject({ inconclusive: 0 });
});

it('an observer may show the time and the number of the request for known PBXs only', async () => {
  const show: Show = ([...reports], response, looks) =>
    reports.length > 0
      ? json(response, { last: reports.at(-1), meta: { requestId: `${looks}`, looks, at: new Date() } })
      : void response.writeHead(404).end();
  const { diagnosis, observer, summary } = await diagnosed(show);
  expect(diagnosis?.cause).not.toBe('observer-unstable');
  expect(observer?.learned?.ignores).toEqual(['meta.looks', 'meta.at']);
  expect(summary).toMatchObject({ inconclusive: 0 });
});

it('an observer changes by itself if each request for an unknown PBX shows something else, and other rules are checked', async () => {
  const rules = [...observing, 'message/tolerates-unknown-fields', 'message/joins-the-pieces-of-a-body'];
  const { diagnosis, results, summary } = await diagnosed(
    (_, response, looks) => json(response, { looks }),
    rules,
  );
  expect(diagnosis).toMatchObject({ cause: 'observer-unstable', explains: observing });
  expect(diagnosis?.title).toContain('even when nothing is sent');
  expect(diagnosis?.evidence.join()).toMatch(/for a PBX that got no messages, `looks` went from \d+ to \d+/);
  expect(summary).toMatchObject({ pass: 2, fail: 0, inconclusive: 2 });
  expect(results.flatMap(({ evidence }) => evidence.observations)).toEqual([]);
});

it('an observer fails if it shows only unknown PBXs', async () => {
  const show: Show = ({ length }, response) => {
    if (length === 0) return json(response, null);
    return response.writeHead(500).end('no such column: dids');
  };
  const { diagnosis, summary } = await diagnosed(show);
  expect(diagnosis).toMatchObject({ cause: 'observer-fails', explains: observing });
  expect(summary).toMatchObject({ fail: 0, inconclusive: 2 });
});

it('an observer that shows nothing is named, though a rule fails for another reason', async () => {
  const rules = [...observing, 'signature/rejects-missing'];
  const { diagnosis, summary } = await diagnosed((_, response) => void response.writeHead(404).end(), rules);
  expect(summary).toMatchObject({ fail: 1, inconclusive: 2 });
  expect(diagnosis?.cause).toBe('observer-not-found');
  expect(diagnosis?.explains).not.toContain('signature/rejects-missing');
});

it('an observer has no diagnosis if it shows the state of each PBX', async () => {
  const { diagnosis } = await diagnosed((reports, response) => json(response, reports.at(-1) ?? null));
  expect(diagnosis).toBeUndefined();
});
