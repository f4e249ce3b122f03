import { describe, expect, it } from 'vitest';
import { type Config, type SchemaName, validate } from '../../schemas/index.ts';
import { report, webhook } from './examples.ts';

const config: Config = {
  $schema: './node_modules/hookswitch/schemas/config.schema.json',
  url: 'http://localhost:3000/webhook',
  method: 'POST',
  headers: { 'X-Tenant': '7' },
  secretEnv: 'YCM_WEBHOOK_SECRET',
  previousSecretEnv: 'YCM_PREVIOUS_SECRET',
  observeUrl: 'http://localhost:3000/state?sn={sn}',
  allowHosts: ['staging.example'],
  timeoutSeconds: 10,
  retryCount: 1,
  profile: { payloadIn: 'query', retryDelayMs: 0 },
  vary: true,
  thorough: true,
  rules: ['signature/*'],
  exclude: ['message/limits-size'],
  level: 'should',
  seed: 0,
  numRuns: 100,
  settleMs: 2000,
  failOn: 'should',
  insecure: false,
  reports: ['json=report.json', 'html=out/a=b.html'],
  exec: 'node server.js',
  waitSeconds: 30,
};

const profile = {
  payloadIn: 'none',
  getQueryParameter: 'm',
  retryDelayMs: 60000,
  connections: 'kept',
  contentType: '',
  accept: '*/*',
  userAgent: 'WebAPI',
  spacing: 'indented',
  keyOrder: 'reversed',
  escapeSlashes: true,
  escapeNonAscii: true,
  trunkDelete: 'many-messages',
  deletionList: 'last',
};

function change(base: object, changes: object): unknown {
  return { ...base, ...changes };
}

function changeAttempt(changes: object): unknown {
  const evidence = report.results[0]?.evidence;
  return { ...evidence, attempts: [{ ...evidence?.attempts[0], ...changes }] };
}

const right: [SchemaName, string, unknown][] = [
  ['settings', 'lowest', { timeoutSeconds: 3, retryCount: 1 }],
  ['settings', 'highest', { timeoutSeconds: 10, retryCount: 5 }],
  ['webhook', 'all events', webhook],
  ['webhook', 'some events', change(webhook, { events: ['PCE DID Change'], method: 'GET' })],
  ['webhook', 'any printable secret', change(webhook, { secret: '!s{;&=+/%~"a$K9 #x<`|>\\^_z.@*?-)' })],
  ['webhooks', 'none', []],
  ['webhooks', 'five', [webhook, webhook, webhook, webhook, webhook]],
  ['profile', 'empty', {}],
  ['profile', 'all', profile],
  ['downstream-responses', 'none', []],
  [
    'downstream-responses',
    'a token',
    [
      {
        method: 'POST',
        path: '/token',
        status: 201,
        headers: { 'X-Id': '1' },
        body: { t: 1 },
        counts: false,
      },
    ],
  ],
  ['config', 'empty', {}],
  ['config', 'all', config],
  ['report', 'whole', report],
  [
    'report',
    'without observer and results',
    change(report, { observer: null, results: [], interrupted: true }),
  ],
  ['evidence', 'a timeout', changeAttempt({ outcome: { kind: 'timeout', phase: 'body', status: 200 } })],
  ['evidence', 'an aborted attempt', changeAttempt({ outcome: { kind: 'aborted', at: 'lost-ack' } })],
  [
    'evidence',
    'a failed connection',
    changeAttempt({
      outcome: { kind: 'connection-failed', code: 'ECONNREFUSED', phase: 'connect', message: 'x' },
    }),
  ],
];

describe('valid examples', () => {
  it.each(right)('%s: %s', (name, _example, value) => expect(validate(name, value)).toBeUndefined());
});

const result = report.results[0];
const wrong: [SchemaName, string, unknown][] = [
  ['settings', '/timeoutSeconds', { timeoutSeconds: 2, retryCount: 3 }],
  ['settings', '/timeoutSeconds', { timeoutSeconds: 11, retryCount: 3 }],
  ['settings', '/timeoutSeconds', { timeoutSeconds: 3.5, retryCount: 3 }],
  ['settings', '/retryCount', { timeoutSeconds: 3, retryCount: 0 }],
  ['settings', '/retryCount', { timeoutSeconds: 3, retryCount: 6 }],
  ['settings', '', { timeoutSeconds: 3 }],
  ['settings', '', { timeoutSeconds: 3, retryCount: 1, retry: 1 }],
  ['webhook', '/url', change(webhook, { url: 'ftp://receiver.example/' })],
  ['webhook', '/secret', change(webhook, { secret: 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3' })],
  ['webhook', '/secret', change(webhook, { secret: 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3AB' })],
  ['webhook', '/secret', change(webhook, { secret: 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3é' })],
  ['webhook', '/secret', change(webhook, { secret: 'Zk7qP2xW9bTn4LvC8rYd1HsMf6GjQe3\n' })],
  ['webhook', '/method', change(webhook, { method: 'PUT' })],
  ['webhook', '/events', change(webhook, { events: 'PCE DID Change' })],
  ['webhook', '/events/0', change(webhook, { events: ['did_change'] })],
  ['webhook', '/events', change(webhook, { events: ['PCE DID Change', 'PCE DID Change'] })],
  ['webhooks', '', [webhook, webhook, webhook, webhook, webhook, webhook]],
  ['webhooks', '/1', [webhook, {}]],
  ['downstream-responses', '', { path: '/' }],
  ['downstream-responses', '/0', [{}]],
  ['downstream-responses', '/0/path', [{ path: 'token' }]],
  ['downstream-responses', '/0/status', [{ path: '/', status: 99 }]],
  ['downstream-responses', '/0/headers/X', [{ path: '/', headers: { X: 'a\r\nb' } }]],
  ['downstream-responses', '/0/counts', [{ path: '/', counts: 'no' }]],
  ['profile', '', change(profile, { spaces: 1 })],
  ['profile', '/retryDelayMs', { retryDelayMs: 60001 }],
  ['profile', '/userAgent', { userAgent: 'a\r\nX-Signature: b' }],
  ['profile', '/getQueryParameter', { getQueryParameter: '' }],
  ...Object.keys(profile).map((key): [SchemaName, string, unknown] => [
    'profile',
    `/${key}`,
    { [key]: null },
  ]),
  ...Object.keys(config).map((key): [SchemaName, string, unknown] => ['config', `/${key}`, { [key]: null }]),
  ['config', '', { secret: webhook.secret }],
  ['config', '', []],
  ['config', '/profile', { profile: { spaces: 1 } }],
  ['config', '/profile/spacing', { profile: { spacing: 'wide' } }],
  ['config', '/headers', { headers: { 'X Tenant': '7' } }],
  ['config', '/headers/X-Tenant', { headers: { 'X-Tenant': '7\r\nX-Signature: b' } }],
  ['config', '/reports/1', { reports: ['json=a', 'pdf=b'] }],
  ['config', '/level', { level: 'MUST' }],
  ['config', '/allowHosts/0', { allowHosts: ['staging example'] }],
  ...Object.keys(report).map((key): [SchemaName, string, unknown] => [
    'report',
    '',
    change(report, { [key]: undefined }),
  ]),
  ['report', '/startedAt', change(report, { startedAt: 'yesterday' })],
  ['report', '/results/0', change(report, { results: [change(result ?? {}, { finding: undefined })] })],
  ['report', '/results/0', change(report, { results: [change(result ?? {}, { verdict: 'skipped' })] })],
  ['report', '/results/0/id', change(report, { results: [change(result ?? {}, { id: 'rejects-missing' })] })],
  ['evidence', '/attempts/0/n', changeAttempt({ n: 0 })],
  ['evidence', '/attempts/0/outcome', changeAttempt({ outcome: { kind: 'timeout' } })],
  ['evidence', '/attempts/0/outcome/kind', changeAttempt({ outcome: { kind: 'lost' } })],
  ['evidence', '/attempts/0/outcome/phase', changeAttempt({ outcome: { kind: 'timeout', phase: 'tls' } })],
  [
    'evidence',
    '/attempts/0/request/headers/0',
    changeAttempt({
      request: { method: 'GET', url: '', headers: [['a']], body: { text: '', bytes: 0, truncated: false } },
    }),
  ],
  [
    'evidence',
    '/attempts/0/request/body',
    changeAttempt({ request: { method: 'GET', url: '', headers: [], body: { bytes: 0, truncated: false } } }),
  ],
  [
    'evidence',
    '/attempts/0/request/body',
    changeAttempt({
      request: {
        method: 'GET',
        url: '',
        headers: [],
        body: { text: '', base64: '', bytes: 0, truncated: false },
      },
    }),
  ],
];

describe('invalid examples', () => {
  it.each(wrong)('%s at "%s" (%#)', (name, path, value) => expect(validate(name, value)?.path).toBe(path));
});
