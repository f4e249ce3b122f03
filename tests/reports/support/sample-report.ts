import { summarize } from '../../../check/report/report.ts';
import type {
  AttemptRecord,
  BodyRecord,
  OutcomeRecord,
  Report,
  RuleResult,
} from '../../../schemas/generated/types.ts';
import { defaultProfile, defaultSettings } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';

/** What a hostile receiver may write: markup, escape codes, CI commands, characters that XML forbids, text with reversed direction. */
export const hostile =
  '</script><img src=x onerror=alert(1)>"\'&]]> \u001b[31mred\u0000 \u009b2J \u202etxet\ud800 `code` |cell| [a](http://x)\n::add-mask::a\n##[error]b';

export const text = (value: string): BodyRecord => ({
  text: value,
  bytes: Buffer.byteLength(value),
  truncated: false,
});

export const binary = (bytes: readonly number[]): BodyRecord => ({
  base64: Buffer.from(bytes).toString('base64'),
  bytes: bytes.length,
  truncated: false,
});

export const huge: BodyRecord = { text: 'x'.repeat(4096), bytes: 16_777_216, truncated: true };

export const response = (status: number, reason: string, body: BodyRecord = text('')): OutcomeRecord => ({
  kind: 'response',
  status,
  reason,
  headers: [['Content-Type', 'text/plain']],
  body,
  bodyComplete: true,
});

export function attempt(parts: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    n: 1,
    note: 'a genuine message',
    at: '2026-03-10T09:00:00.000Z',
    elapsedMs: 3.2,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:3000/webhook?a=b',
      headers: [
        ['Host', '127.0.0.1:3000'],
        ['X-Signature', 'fgTz0uVnP1kD6c5kS6l2m0FZyYJp7w9h8mJt3cO4q1k='],
      ],
      body: text('{"event":"test","message":"This is a webhook connectivity test."}'),
    },
    outcome: response(200, 'OK', text('Received.')),
    ...parts,
  };
}

export function result(parts: Partial<RuleResult> & Pick<RuleResult, 'id'>): RuleResult {
  return {
    title: 'does what a correct receiver does',
    level: 'must',
    basis: 'documented',
    requirements: ['verify-signature'],
    why: 'Whoever can change a message on its way can assign DIDs and capacity as they like.',
    ...causesOf(parts.id),
    verdict: 'pass',
    evidence: { seed: 7, attempts: [attempt()], observations: [], omittedAttempts: 0 },
    durationMs: 12,
    ...parts,
  };
}

/** The rule data that a report includes, if this id exists, to tell causes from consequences. */
function causesOf(id: string): Pick<RuleResult, 'explainedBy' | 'acknowledgementRank'> {
  const { explainedBy, acknowledgementRank } = rules.find((rule) => rule.id === id) ?? {};
  return {
    ...(explainedBy && { explainedBy: [...explainedBy] }),
    ...(acknowledgementRank && { acknowledgementRank }),
  };
}

export function failed(parts: Partial<RuleResult> & Pick<RuleResult, 'id'>): RuleResult {
  return result({
    verdict: 'fail',
    finding: {
      expected: 'a 4xx for a message with one bit of the body changed after signing',
      actual: '200 OK in 3.2 ms, body "Received."',
      fix: 'Compute the HMAC over the raw bytes as they arrived, before anything parses them, and refuse with 401 when it differs.',
    },
    rerun: `npx hookswitch check http://127.0.0.1:3000/webhook --observe-url 'http://127.0.0.1:3000/state?sn={sn}' --rules ${parts.id} --seed 42`,
    ...parts,
  });
}

export function report(results: readonly RuleResult[], parts: Partial<Report> = {}): Report {
  return {
    tool: { name: 'hookswitch', version: '0.1.0' },
    startedAt: '2026-03-10T09:00:00.000Z',
    durationMs: 5230,
    seed: 42,
    receiver: { url: 'http://127.0.0.1:3000/webhook', method: 'POST' },
    settings: { ...defaultSettings },
    profile: { ...defaultProfile },
    observer: { kind: 'http', url: 'http://127.0.0.1:3000/state?sn={sn}' },
    interrupted: false,
    summary: summarize(results),
    results: [...results],
    ...parts,
  };
}

const notAcknowledged = (ms: string) =>
  `needs a 2xx within the timeout for a genuine message; actual: 401 Unauthorized in ${ms}, body "no"`;

/** Each verdict, all kinds of outcomes, and hostile, binary and huge bodies. */
export function sampleReport(): Report {
  return report([
    failed({
      id: 'signature/accepts-genuine',
      title: 'accepts every kind of correctly signed message',
      finding: {
        expected: 'a 2xx within 5 s for the genuine test message',
        actual: '401 Unauthorized in 3.2 ms, body "no"',
        fix: 'Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)).',
      },
    }),
    failed({
      id: 'signature/rejects-tampered-body',
      title: 'rejects a message that was changed anywhere after signing',
      evidence: {
        seed: 7,
        runs: 3,
        counterexample: '{"kind":"bit","at":0}',
        notes: ['found in case 3, shrunk in 5 steps'],
        omittedAttempts: 4,
        observations: [
          { sn: '36ABCDEF000001HS', atMs: 3, state: { dids: [] } },
          { sn: '36ABCDEF000001HS', atMs: 41, error: 'the observer answered 500' },
        ],
        attempts: [
          attempt({ n: 1, outcome: { kind: 'timeout', phase: 'head' }, elapsedMs: 5000 }),
          attempt({
            n: 2,
            outcome: {
              kind: 'connection-failed',
              code: 'ECONNRESET',
              phase: 'head',
              message: 'the connection broke',
            },
          }),
          attempt({ n: 3, outcome: { kind: 'aborted', at: 'the end of the sent bytes' } }),
          attempt({
            n: 4,
            note: 'a message with one bit changed after signing',
            fault: 'tampered-body',
            request: { ...attempt().request, body: binary([0x7b, 0xff, 0x00, 0x0a, 0x7d]) },
          }),
        ],
      },
    }),
    failed({
      id: 'signature/rejected-has-no-effect',
      title: 'changes nothing when a forged message arrives',
      finding: { expected: 'PBX state unchanged', actual: hostile, fix: 'Check first.' },
      evidence: {
        seed: 7,
        attempts: [attempt({ note: hostile, outcome: response(418, hostile, text(hostile)) })],
        observations: [],
        omittedAttempts: 0,
      },
    }),
    failed({
      id: 'message/limits-size',
      title: 'refuses a message that is too large',
      level: 'should',
      basis: 'derived',
      evidence: {
        seed: 7,
        attempts: [attempt({ request: { ...attempt().request, body: huge } })],
        observations: [],
        omittedAttempts: 0,
      },
    }),
    result({ id: 'signature/rejects-missing', title: 'refuses a message without a signature' }),
    result({
      id: 'retry/applies-once',
      title: 'applies a message only once, however often it is resent',
      verdict: 'inconclusive',
      reasonCode: 'not-acknowledged',
      reason: notAcknowledged('3 ms'),
    }),
    result({
      id: 'retry/converges',
      title: 'ends in the newest state',
      verdict: 'inconclusive',
      reasonCode: 'not-acknowledged',
      reason: notAcknowledged('2.4 ms'),
    }),
    result({
      id: 'security/serves-valid-tls',
      title: 'serves a valid certificate',
      level: 'should',
      verdict: 'skipped',
      need: 'https',
      reason: 'needs an https URL',
    }),
    result({
      id: 'message/applies-every-item',
      title: 'applies every item of a list',
      verdict: 'skipped',
      need: 'observer',
      reason: "needs the receiver's state: add --observe-url",
    }),
    result({
      id: 'security/reveals-no-secret',
      title: 'reveals no secret',
      verdict: 'error',
      reason: 'TypeError: x is undefined\n    at run (rule.ts:1:1)',
    }),
  ]);
}

/** With a baseline: an accepted failure, an expired one, and an entry for a rule that passes. */
export function knownReport(): Report {
  const known = { reason: 'to be fixed in release 5', expires: '2026-12-31' };
  const results = [
    failed({ id: 'signature/accepts-genuine', known }),
    failed({ id: 'message/limits-size', level: 'should' }),
    failed({ id: 'retry/applies-once' }),
    result({ id: 'retry/converges' }),
  ];
  return report(results, { baseline: { stale: ['retry/converges'], expired: ['message/limits-size'] } });
}
