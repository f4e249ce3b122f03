import type { CapacityReport, DidReport, Report, Webhook } from '../../schemas/index.ts';

/** The first DID of the vendor's example. */
export const did = {
  did: '10021212',
  didId: '1192488',
  trunkId: '114529',
  trunkName: 'register-trunk-shared_32YFS4',
};

export const didReport: DidReport = {
  event: 'did_change',
  sn: '36XXXXXXXXXXXXZK',
  trunkDidInfoList: [did],
  updateTime: 1773110920,
};

/** The values of the vendor's example. */
export const capacityReport: CapacityReport = {
  modifier: 'admin@example.com',
  repository: { extensions: '5', transcription: '200', concurrentCalls: '5', enableCallRecording: 'yes' },
  sn: '36XXXXXXXXXXXXKH',
  updateTime: 1773110920,
};

export const testMessage = { event: 'test', message: 'This is a webhook connectivity test.' };

export const webhook: Webhook = {
  url: 'https://receiver.example/ycm?tenant=1',
  secret: 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3A',
  method: 'POST',
  events: 'All',
};

export const report: Report = {
  tool: { name: 'hookswitch', version: '0.1.0' },
  startedAt: '2026-03-10T02:48:40.125Z',
  durationMs: 1234.5,
  seed: 42,
  receiver: { url: 'http://127.0.0.1:3000/webhook', method: 'POST' },
  settings: { timeoutSeconds: 5, retryCount: 3 },
  profile: { spacing: 'compact' },
  observer: { kind: 'http', url: 'http://127.0.0.1:3000/state?sn={sn}' },
  interrupted: false,
  summary: { pass: 0, fail: 1, inconclusive: 0, skipped: 0, error: 0 },
  results: [
    {
      id: 'signature/rejects-missing',
      title: 'refuses a message without signature',
      level: 'must',
      basis: 'documented',
      requirements: ['signature-verifies'],
      why: 'Anyone could send it.',
      verdict: 'fail',
      finding: { expected: '401 or 403', actual: '200', fix: 'Check X-Signature first.' },
      rerun: 'hookswitch check http://127.0.0.1:3000/webhook --rules signature/rejects-missing --seed 42',
      durationMs: 12,
      evidence: {
        seed: 42,
        omittedAttempts: 0,
        runs: 1,
        counterexample: [{ any: ['JSON', null] }],
        notes: ['One run.'],
        observations: [
          { sn: '36XXXXXXXXXXXXZK', atMs: 3, state: { dids: [] } },
          { sn: '36XXXXXXXXXXXXZK', atMs: 9, error: 'The observer answered 500.' },
        ],
        attempts: [
          {
            n: 1,
            note: 'without X-Signature',
            fault: 'no-signature',
            at: '2026-03-10T02:48:40.130Z',
            elapsedMs: 4.25,
            request: {
              method: 'POST',
              url: 'http://127.0.0.1:3000/webhook',
              headers: [['Content-Type', 'application/json']],
              body: { text: '[]', bytes: 2, truncated: false },
            },
            outcome: {
              kind: 'response',
              status: 200,
              reason: 'OK',
              headers: [['Content-Length', '2']],
              body: { base64: '/+8=', bytes: 2, truncated: false },
              bodyComplete: true,
            },
          },
        ],
      },
    },
  ],
};
