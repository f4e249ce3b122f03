import { describe, expect, it } from 'vitest';
import { type SchemaName, validate } from '../../schemas/index.ts';
import { capacityReport, did, didReport, report, webhook } from './examples.ts';

function evidenceWith(outcome: unknown): unknown {
  const evidence = report.results[0]?.evidence;
  return { ...evidence, attempts: [{ ...evidence?.attempts[0], outcome }] };
}

const said: [SchemaName, unknown, string][] = [
  [
    'message',
    [{ ...didReport, updateTime: 'x' }],
    '/0/updateTime must be an integer (seconds since 1970), but is the string "x"',
  ],
  [
    'message',
    [{ ...didReport, updateTime: -1 }],
    '/0/updateTime must be 0 or more (seconds since 1970), but is the number -1',
  ],
  [
    'message',
    [{ ...didReport, trunkDidInfoList: null }],
    '/0/trunkDidInfoList must be an array (the DIDs that the PBX has now), but is null',
  ],
  [
    'message',
    [{ ...didReport, trunkDidInfoList: [did, { ...did, didId: 1192488 }] }],
    '/0/trunkDidInfoList/1/didId must be a string (the unique ID of the DID number), but is the number 1192488',
  ],
  [
    'message',
    [{ ...didReport, sn: '' }],
    '/0/sn must be a string of at least 1 character (the PBX\'s serial number), but is the string ""',
  ],
  [
    'message',
    [{ event: 'did_change', sn: 'A', trunkDidInfoList: [], updatetime: 1 }],
    '/0 must have "updateTime", not "updatetime"',
  ],
  [
    'message',
    [{ ...capacityReport, repository: [] }],
    '/0/repository must be an object, but is an empty array',
  ],
  ['message', didReport, 'the message must be an array: put the report into [ ]'],
  ['message', true, 'the message must be an object or an array, but is true'],
  ['message', {}, 'the message must have "event"'],
  ['message', [{}], '/0 must be an object with at least one key, but is an empty object'],
  ['did-change', [], 'the message must be an array of at least 1 item, but is an empty array'],
  [
    'did-change',
    [{ ...didReport, event: 'did_chnage' }],
    '/0/event must be one of "did_change", "did_delete", "trunk_delete", "pce_delete", but is the string "did_chnage"; did you mean "did_change"?',
  ],
  ['capacity-change', [{ ...capacityReport, event: 'x' }], '/0/event is not allowed here'],
  [
    'unknown-message',
    { event: 'test' },
    '/event must be the name of an undocumented event, but is the string "test"',
  ],
  ['unknown-message', [{ repository: {} }], '/0 must have "event", because it has "repository"'],
  ['test', { event: 'tset', message: '' }, '/event must be "test", but is the string "tset"'],
  ['settings', null, 'the settings object must be an object, but is null'],
  [
    'settings',
    { timeoutSeconds: 30, retryCount: 3 },
    '/timeoutSeconds must be from 3 to 10 (seconds to wait for a response), but is the number 30',
  ],
  [
    'settings',
    { timeoutSeconds: 3, retryCount: 3, delay: 1 },
    'the settings object has the unknown key "delay"; known keys: timeoutSeconds, retryCount',
  ],
  [
    'webhooks',
    Array(6).fill(webhook),
    'the list of webhooks must be an array of at most 5 items, but is an array of 6 items',
  ],
  ['webhook', { ...webhook, events: 5 }, '/events must be "All" or an array, but is the number 5'],
  [
    'webhook',
    { ...webhook, method: 'post' },
    '/method must be one of "GET", "POST", but is the string "post"; did you mean "POST"?',
  ],
  [
    'webhook',
    { ...webhook, events: ['PCE DID Change', 'PCE DID Change'] },
    '/events must be an array without duplicates, but has the string "PCE DID Change" twice',
  ],
  [
    'config',
    { timeoutSecond: 5 },
    'the configuration has the unknown key "timeoutSecond"; did you mean "timeoutSeconds"?',
  ],
  ['config', { budget: 5 }, 'the configuration has the unknown key "budget"; did you mean "budgetSeconds"?'],
  [
    'config',
    { 'observe-url': '' },
    'the configuration has the unknown key "observe-url"; did you mean "observeUrl"?',
  ],
  ['config', { profile: { spcaing: 1 } }, '/profile has the unknown key "spcaing"; did you mean "spacing"?'],
  [
    'config',
    { url: 'localhost:3000' },
    '/url must be an http or https URL, but is the string "localhost:3000"',
  ],
  [
    'config',
    { reports: ['pdf=x'] },
    '/reports/0 must be a report as FORMAT=PATH, where FORMAT is json, junit, ctrf, html, markdown, github, har, summary, agent or ndjson, but is the string "pdf=x"',
  ],
  [
    'config',
    { headers: { 'X Tenant': '' } },
    '/headers has the key "X Tenant", but a key here must be a header name of letters, digits and hyphens',
  ],
  ['evidence', evidenceWith({ kind: 'timeout' }), '/attempts/0/outcome must have "phase"'],
  [
    'evidence',
    evidenceWith({ kind: 'lost' }),
    '/attempts/0/outcome/kind must be one of "response", "timeout", "connection-failed", "aborted", but is the string "lost"',
  ],
  [
    'evidence',
    evidenceWith({ kind: 'timeout', phase: 'head', code: 'x', message: 'y' }),
    '/attempts/0/outcome has the unknown key "code"; known keys: kind, phase, status',
  ],
  [
    'evidence',
    evidenceWith({
      ...report.results[0]?.evidence.attempts[0]?.outcome,
      body: { base64: '', bytes: 0, truncated: false, size: 0 },
    }),
    '/attempts/0/outcome/body has the unknown key "size"; known keys: base64, bytes, truncated',
  ],
  ['evidence', evidenceWith({}), '/attempts/0/outcome must have "kind"'],
  [
    'evidence',
    evidenceWith({ kind: 'timeout', phase: 'tls' }),
    '/attempts/0/outcome/phase must be one of "connect", "send", "head", "body", but is the string "tls"',
  ],
  [
    'evidence',
    evidenceWith({
      ...report.results[0]?.evidence.attempts[0]?.outcome,
      body: { bytes: 0, truncated: false },
    }),
    '/attempts/0/outcome/body must have "text" or "base64"',
  ],
];

describe('an error message', () => {
  it.each(said)('%s (%#)', (name, value, sentence) => expect(validate(name, value)?.message).toBe(sentence));
});

describe('an error message never contains', () => {
  const secret = '4k7qP2xW9bTn4LvC8rYd1HsMf6GjQe3AB';

  it('a secret, only its length', () => {
    expect(validate('webhook', { ...webhook, secret })?.message).toBe(
      '/secret must be a secret of 32 printable ASCII characters, but is a string of 33 characters',
    );
    expect(validate('webhooks', [webhook, { ...webhook, secret }])?.message).not.toContain('k7qP2');
  });

  it('a secret in place of its name', () => {
    expect(validate('config', { secretEnv: secret })?.message).toBe(
      "/secretEnv must be the name of the environment variable that contains the webhook's secret, but is a string of 33 characters",
    );
    expect(validate('config', { secret })?.message).toBe(
      'the configuration has the unknown key "secret"; did you mean "secretEnv"?',
    );
  });

  it('a credential from a header or a URL', () => {
    const header = validate('config', { headers: { Authorization: `Bearer ${secret}\n` } });
    expect(header?.message).toBe(
      '/headers/Authorization must be a header value without line breaks, but is a string of 41 characters',
    );
    const url = validate('config', { url: `htp://user:${secret}@receiver.example/` });
    expect(url?.message).toBe(
      '/url must be an http or https URL, but is the string "htp://***@receiver.example/"',
    );
  });

  it('a control character or one that reverses the direction of text', () => {
    const hostile = '\u001b[2J\u009b\u202e\u2028\n';
    expect(validate('webhook', { ...webhook, method: hostile })?.message).toContain(
      'the string "\\u001b[2J\\u009b\\u202e\\u2028\\n"',
    );
    const keyed = validate('message', [{ ...capacityReport, repository: { [hostile]: 5 } }]);
    expect(keyed?.message).toContain('/0/repository/\\u001b[2J\\u009b\\u202e\\u2028\\n must be a string');
    expect(validate('config', { [hostile]: 5 })?.message).toContain('"\\u001b[2J');
  });
});
