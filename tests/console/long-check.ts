import type { CheckDetail } from '../../console/server/api/types.ts';

const states = ['pass', 'fail', 'inconclusive', 'skipped'] as const;

/** A finished check as the server reports it, larger than a real one in every way. */
export function longCheck() {
  const rules = Array.from({ length: 24 }, (_, n) => ({
    id: `group-${Math.floor(n / 8)}/rule-${n}`,
    state: states[n % states.length] ?? 'pass',
    ...(n % 4 === 3
      ? { need: 'observer' as const, reason: 'needs to see the state of the receiver' }
      : { reason: `did it ${n} times` }),
  }));
  const failed = { id: 'retry/converges', state: 'fail' as const, reason: 'ends with another state' };
  return {
    row: {
      id: 'long',
      startedAt: '2026-11-25T12:00:00.000Z',
      endedAt: '2026-11-25T12:01:00.000Z',
      url: `http://localhost:3000/${'webhook/'.repeat(40)}`,
      method: 'POST',
      state: 'done',
      checked: 25,
      total: 25,
      summary: { pass: 6, fail: 7, inconclusive: 6, skipped: 6, error: 0 },
    },
    rules: [failed, ...rules],
    report: { seed: 1, durationMs: 60_000, results: [resultOf(failed.id)] },
  } satisfies CheckDetail;
}

function resultOf(id: string) {
  return {
    id,
    verdict: 'fail',
    basis: 'derived',
    durationMs: 1234,
    finding: {
      expected: 'ends with the newest state',
      actual: 'ends with another state',
      fix: 'compare updateTime',
      steps: Array.from({ length: 10 }, (_, n) => `step ${n} of 10`),
    },
    evidence: {
      seed: 1,
      omittedAttempts: 7,
      observations: [],
      attempts: Array.from({ length: 200 }, attempt),
    },
  };
}

function attempt(_: unknown, n: number) {
  const body = { text: 'x'.repeat(20_000), bytes: 20_000, truncated: false };
  return {
    n: n + 1,
    note: `message ${n}`,
    at: '2026-11-25T12:00:00.000Z',
    elapsedMs: 12,
    request: { method: 'POST', url: 'http://localhost:3000/webhook', headers: [['X-Signature', 'x']], body },
    outcome: { kind: 'response', status: 200, reason: 'OK', headers: [], body, bodyComplete: true },
  };
}
