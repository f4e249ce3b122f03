import { expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { messageBytesOf } from '../../../fixtures/receivers/carriage.ts';
import type { ExampleReceiverOptions } from '../../../fixtures/receivers/exchange.ts';
import { type CreateReceiver, receive } from '../../../fixtures/receivers/receiver.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import { checkFixture, idsOf, reasonsOf } from '../../runner/check-fixture.ts';

const rules = ['method/checks-get-like-post'];

type Webhook = Pick<ExampleReceiverOptions, 'method' | 'payloadIn'>;

const webhooks: readonly (readonly [string, Webhook])[] = [
  ['POST', { method: 'POST', payloadIn: 'body' }],
  ['GET with a body', { method: 'GET', payloadIn: 'body' }],
  ['GET with a query', { method: 'GET', payloadIn: 'query' }],
];

/** Verifies the message where it is configured, and applies the one in the other place if there is one. */
const readsTwice = withParts({
  receive: async (exchange, parts) => {
    const { method, payloadIn } = exchange.options;
    const other = method === 'GET' && payloadIn === 'query' ? 'body' : 'query';
    const body = await parts.readBody(exchange.request);
    const inOther = messageBytesOf(exchange.request, body, {
      ...exchange.options,
      ...{ method: 'GET', payloadIn: other },
    });
    return receive(exchange, {
      ...parts,
      readBody: async () => body,
      parse: (message) => parts.parse(inOther.length > 0 ? inOther : message),
    });
  },
});

async function reportOf(create: CreateReceiver, webhook: Webhook): Promise<Report> {
  const { method, payloadIn } = webhook;
  return checkFixture(create, { rules, method, profile: { payloadIn } }, webhook);
}

it.each(webhooks)(
  'finds a %s receiver that verifies one message and applies another',
  async (_name, webhook) => {
    const report = await reportOf(readsTwice, webhook);
    const place = webhook.method === 'GET' && webhook.payloadIn === 'query' ? 'body' : 'query';
    expect(report.results[0]?.finding, reasonsOf(report)).toMatchObject({
      expected: `PBX state unchanged after a genuine message with a second, forged message in its ${place}`,
      fix: expect.stringMatching(/^Apply the bytes that you verified/),
    });
  },
);

it.each(webhooks)('passes for a %s receiver that reads one message', async (_name, webhook) => {
  const report = await reportOf(createReference, webhook);
  expect(idsOf(report, 'pass'), reasonsOf(report)).toEqual(rules);
});
