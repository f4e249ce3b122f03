import { describe, expect, it } from 'vitest';
import { pauses } from '../../diagnosis/causes/pauses.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import { checkServer, serverOf } from '../runner/check-server.ts';
import { sleep } from '../runner/own-rules.ts';
import { isGenuine } from './diagnosed.ts';

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
    const rules = ['signature/*', 'message/tolerates-*', 'message/survives-malformed-json'];
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
