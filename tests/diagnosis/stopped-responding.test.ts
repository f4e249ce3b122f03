import { describe, expect, it } from 'vitest';
import { pauses } from '../../diagnosis/causes/pauses.ts';
import { stoppedResponding } from '../../diagnosis/causes/stopped-responding.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { sleep } from '../runner/own-rules.ts';
import { answer } from '../runner/sent.ts';
import { accepts, isGenuine } from './diagnosed.ts';

describe('a receiver whose messages time out', () => {
  it('is diagnosed as having stopped if it keeps a connection for each invalid message', async () => {
    let free = 5;
    const server = serverOf((message, response, request) => {
      if (!isGenuine(message, request)) return void response.writeHead(401).end();
      if (free === 0) return;
      try {
        JSON.parse(message);
        response.writeHead(200).end();
      } catch {
        free -= 1;
        response.writeHead(400).end();
      }
    });
    const own = ['signature/accepts-*', 'message/survives-impossible-messages', 'message/accepts-*'];
    const { diagnosis } = await checkServer(server, own, { budgetMs: 20_000 });
    expect(diagnosis).toMatchObject({
      cause: 'broke-down',
      title: expect.stringMatching(/^Your receiver stopped responding .* into the check: \d+ messages/),
      fix: expect.stringContaining('Release it on every path'),
    });
    expect(diagnosis?.evidence.join()).toMatch(/its last response, to .*4\d\d.*rejected [1-9]\d* with a 4xx/);
    expect(diagnosis?.explains).toContain('message/survives-impossible-messages');
  });

  it('is diagnosed as having stopped responding to reports if it keeps a connection for each duplicate', async () => {
    const own = ['signature/*', 'retry/acknowledges-duplicates', 'acknowledgement/acknowledges-*'];
    const title = /^Your receiver stopped responding to reports .* into the check: \d+/;
    const { diagnosis } = await (() => {
      let free = 5;
      const seen = new Set<string>();
      const server = serverOf((message, response, request) => {
        if (!isGenuine(message, request)) return void response.writeHead(401).end();
        const isReport = message.startsWith('[');
        if (isReport && free === 0) return;
        if (isReport && seen.has(message)) free -= 1;
        seen.add(message);
        response.writeHead(200).end();
      });
      return checkServer(server, own, { budgetMs: 20_000 });
    })();
    expect(diagnosis).toMatchObject({ cause: 'broke-down', title: expect.stringMatching(title) });
    expect(diagnosis?.evidence.join()).toMatch(
      /its last response to a report, to .*200.*\d messages with reports/,
    );
  });

  it('is not diagnosed as having stopped if it never responds to some messages', async () => {
    const server = serverOf((message, response, request) => {
      if (message.includes('trunk_delete')) return;
      response.writeHead(accepts(isGenuine(message, request))).end();
    });
    const { diagnosis } = await checkServer(
      server,
      ['signature/*', 'acknowledgement/acknowledges-every-event', 'message/tolerates-unknown-fields'],
      { budgetMs: 20_000 },
    );
    expect(diagnosis?.cause).not.toBe('broke-down');
  });
});

describe('the facts about a receiver that stopped responding', () => {
  const timeoutMs = 3000;
  const good = { outcome: answer(200), elapsedMs: 5, isAcknowledged: true };
  const genuine = { test: [good], dids: [good], capacity: [good] };
  const pace = { ackMs: 5, eachMs: 5, queueMs: 0 };
  const waits = (elapsedMs: number, isGenuine = true) => Array(3).fill({ elapsedMs, isGenuine, atMs: 4000 });
  const lastResponse = {
    ...{ what: 'a message', outcome: answer(401), elapsedMs: 4, acknowledged: 9, rejected: 5 },
    ...{ atMs: 1000, silentUntilMs: 10_000, unanswered: waits(timeoutMs), breaksOff: false },
  };
  const causeOf = (last: object, others: object = {}) =>
    stoppedResponding({
      ...{ timeoutMs, genuine, pace, ...others },
      lastResponse: { ...lastResponse, ...last },
    } as unknown as Facts);

  it('are three genuine messages in vain, for three timeouts', () => {
    expect(causeOf({})?.title).toContain('stopped responding 1.00 s into the check: 3 messages');
  });

  it('are enough if the last response came while the first of them waited', () => {
    expect(causeOf({ silentUntilMs: 9900 })?.cause).toBe('broke-down');
  });

  it('are the same for reports, if another message gets a response after one of them waited in vain', () => {
    const last = (atMs: number) => ({ atMs, silentUntilMs: 13_000 });
    const titleAt = (atMs: number) => causeOf(last(atMs), { lastReport: lastResponse })?.title;
    expect(titleAt(4001)).toContain('stopped responding to reports 1.00 s into the check');
    expect(titleAt(3999)).toContain('stopped responding 4.00 s into the check');
  });

  it.each<[string, object, object?]>([
    ['a connection fails', { breaksOff: true }],
    [
      'only two of them are genuine',
      { unanswered: [...waits(timeoutMs, false), ...waits(timeoutMs).slice(1)] },
    ],
    ['they waited for less than the timeout', { unanswered: waits(2000) }],
    ['the silence is much shorter than three timeouts', { silentUntilMs: 8400 }],
    ['it may be working off a backlog', {}, { pace: { ...pace, eachMs: 1600 } }],
    [
      'it did not acknowledge a capacity report before',
      {},
      { genuine: { ...genuine, capacity: [{ ...good, isAcknowledged: false }] } },
    ],
  ])('are not enough if %s', (_when, last, others) => {
    expect(causeOf(last, others)).toBeUndefined();
  });
});

describe('a receiver that responds to nothing for a while', () => {
  it('is diagnosed as pausing, whichever rules fail', async () => {
    let received = 0;
    let resumesAt = 0;
    const server = serverOf(async (message, response, request) => {
      received += 1;
      if (received === 80) resumesAt = performance.now() + 12_500;
      await sleep(Math.max(0, resumesAt - performance.now()));
      response.writeHead(isGenuine(message, request) ? 200 : 401).end();
    });
    const rules = ['signature/*', 'message/tolerates-*', 'message/survives-impossible-messages'];
    const { diagnosis } = await checkServer(server, rules, { settings: { timeoutSeconds: 3 } });
    expect(diagnosis).toMatchObject({ cause: 'fails-now-and-then' });
    expect(diagnosis?.title).toMatch(/^Your receiver stops responding at times: .* for 12\.\d+ s\.$/);
  });

  const late = (id: string) => ({
    id,
    verdict: 'fail',
    finding: { attempt: 1 },
    evidence: { attempts: [{ n: 1, outcome: { kind: 'timeout' } }] },
  });
  const acknowledged = { outcome: { kind: 'response', status: 200 }, isAcknowledged: true };
  const waited = { outcome: { kind: 'timeout' }, isAcknowledged: false };
  const facts = {
    pauses: [{ atMs: 4000, untilMs: 10_000, unanswered: 3 }],
    results: [late('one'), late('two')],
    alwaysFail: [],
    series: [acknowledged],
    timeoutMs: 5000,
    pace: { ackMs: 4 },
  };
  const titleOf = (changes: object) => pauses({ ...facts, ...changes } as unknown as Facts)?.title;

  it('is diagnosed only if no message is always late, and several rules were', () => {
    expect(titleOf({})).toBe(
      'Your receiver stops responding at times: 4.00 s into the check, nothing got a response for 6.00 s.',
    );
    expect(pauses(facts as unknown as Facts)?.evidence[0]).toBe(
      'responses stopped 4.00 s into the check and resumed at 10.00 s; one usually takes 4.0 ms',
    );
    expect(titleOf({ alwaysFail: ['two'] })).toBeUndefined();
    expect(titleOf({ series: [] })).toBeUndefined();
    expect(titleOf({ results: [late('one')] })).toBeUndefined();
    // Each message waits for itself.
    const apart = [waited, acknowledged, waited, acknowledged];
    expect(titleOf({ series: apart })).toBeUndefined();
    expect(titleOf({ series: [waited, waited, acknowledged] })).toBeDefined();
    expect(titleOf({ pauses: [{ atMs: 4000, untilMs: 8900, unanswered: 3 }] })).toBeUndefined();
  });
});
