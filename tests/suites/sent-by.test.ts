import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type CreateReceiver, createReceiver } from '../../fixtures/receivers/receiver.ts';
import { referenceParts } from '../../fixtures/receivers/reference.ts';
import type { Rule } from '../../runner/rule.ts';
import { classify } from '../../schemas/index.ts';
import { rules } from '../../suites/index.ts';
import { checkFixture, everySurrounding, testSecret } from '../runner/check-fixture.ts';

interface Captured {
  readonly method: string | undefined;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** The requests that the check of one rule sends to the reference receiver. */
async function requestsOf(rule: Rule): Promise<readonly Captured[] | undefined> {
  const captured: Captured[] = [];
  const create: CreateReceiver = (options) =>
    createReceiver(referenceParts)(options).prependListener('request', (request: IncomingMessage) => {
      if (!request.url?.startsWith('/webhook')) return;
      const { method, rawHeaders: headers } = request;
      const chunks: Buffer[] = [];
      const end = () => captured.push({ method, headers, body: Buffer.concat(chunks) });
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).once('close', end);
    });
  const options = { rules: [rule.id], budgetMs: 300_000, sequences: 2 };
  const { results } = await checkFixture(create, options, {}, everySurrounding);
  return results[0]?.verdict === 'skipped' ? undefined : captured;
}

/** As the vendor's page says, computed with Node's own HMAC. */
function isSigned({ headers, body }: Captured): boolean {
  const given = headers.filter((_, n) => n % 2 === 1 && headers[n - 1]?.toLowerCase() === 'x-signature');
  const expected = createHmac('sha256', testSecret).update(body).digest('base64');
  return given.length === 1 && given[0] === expected;
}

/** Why YCM never sends this message; undefined if it can. */
function whyImpossible({ method, body }: Captured): string | undefined {
  // Somebody may select the other method in YCM.
  if (method !== 'POST' && method !== 'GET') return `the method ${method}`;
  if (body.length > 640 * 1024) return `${body.length} bytes`;
  let message: unknown;
  try {
    message = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch (error) {
    return String(error);
  }
  const kind = classify(message);
  return kind.kind === 'invalid' ? kind.problem.message : impossibleValueIn(message);
}

const inherited = Object.getOwnPropertyNames(Object.prototype);
const controlOrBroken = /[\p{Cc}\p{Noncharacter_Code_Point}\p{Surrogate}]/u;

/** What the vendor's examples and ITU-T E.164 (15 digits, here with a prefix) say about values. */
const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  did: (value) => /^\+?\d{1,16}$/.test(String(value)),
  sn: (value) => /^[A-Z0-9]{6,24}$/.test(String(value)),
  updateTime: (value) => /^\d{10}$/.test(String(value)),
  event: (value) => !inherited.includes(String(value)),
};

function impossibleValueIn(value: unknown, key = '', depth = 0): string | undefined {
  const isText = typeof value === 'string';
  if (depth > 8 || inherited.includes(key)) return `${key} at depth ${depth}`;
  if (isText && (controlOrBroken.test(value) || value.length > 256))
    return JSON.stringify(value).slice(0, 60);
  if (forms[key]?.(value) === false) return `the ${key} ${value}`;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value)
    .map(([name, inner]) => impossibleValueIn(inner, Array.isArray(value) ? key : name, depth + 1))
    .find((found) => found !== undefined);
}

// The second demand of each: what it destroys, loses or ends.
const harmful: readonly Rule['severity'][] = ['crashes', 'loses-messages', 'applies-twice-or-stale'];

describe('the level of a rule', () => {
  it.each(rules.filter(({ sentBy }) => sentBy === 'nobody').map((rule) => [rule.id, rule] as const))(
    'is limited for %s, about messages that YCM never sends',
    (_, { level, severity }) => {
      expect(level).not.toBe('must');
      if (level === 'should') expect(harmful).toContain(severity);
    },
  );
});

describe('the messages of a rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('are sent as declared by %s', async (_, rule) => {
    const requests = await requestsOf(rule);
    // It needs TLS or minutes.
    if (requests === undefined)
      return expect(['signature/hides-timing', 'security/serves-valid-tls']).toContain(rule.id);
    const impossible = requests.filter(isSigned).flatMap((request) => whyImpossible(request) ?? []);
    if (rule.sentBy === 'nobody') expect(impossible).not.toEqual([]);
    else expect([...new Set(impossible)]).toEqual([]);
    if (rule.sentBy === 'anyone') expect(requests.filter((request) => !isSigned(request))).not.toEqual([]);
  });
});
