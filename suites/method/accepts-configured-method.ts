import {
  ackFailureOf,
  defineRule,
  didChange,
  expectAcknowledged,
  isNotServed,
  leaveToOtherRules,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { type Profile, testMessage } from '../../simulator/index.ts';

export const acceptsConfiguredMethod = defineRule({
  id: 'method/accepts-configured-method',
  title: 'accepts messages sent with the configured method',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['request-method', 'webhook-url', 'example-did-change'],
  why: 'YCM sends GET or POST, as configured. A receiver that accepts only the other one gets nothing.',
  fix: 'Serve this path with the method selected in YCM, or select the other one there.',
  inProduction:
    'Someone selects the wrong method in YCM, so every message gets a 404 or 405. A customer is the first to notice.',
  procedure: [
    'Hookswitch sends the test message and a DID change with the configured method. --payload-in sets where a GET carries the message.',
    'The rule fails if neither is acknowledged and one gets a 404, 405 or 501. With GET, any other rejection fails too.',
  ],
  lesson: 'one-route',
  acknowledgementRank: 1,
  async run(ctx) {
    const { method } = ctx.run.webhook;
    const sent = await Promise.all([
      ctx.deliver(testMessage, { note: `the genuine test message as ${method}${carriedBy(ctx)}` }),
      ctx.deliver(didChange(ctx), { note: `a genuine did_change message as ${method}${carriedBy(ctx)}` }),
    ]);
    if (sent.some((one) => one.isAcknowledged)) return;
    const blamed = sent.find((one) => isNotServed(one) || (method === 'GET' && isRefusedOrBroken(one)));
    if (blamed)
      expectAcknowledged(ctx, blamed, method === 'GET' ? getFixes[ctx.run.profile.payloadIn] : undefined);
    leaveToOtherRules(sent);
  },
});

function isRefusedOrBroken(sent: Parameters<typeof ackFailureOf>[0]): boolean {
  return ['refused', 'broken', 'taken-for-forged'].includes(ackFailureOf(sent) ?? '');
}

/** The vendor doesn't say where a GET carries its message; the profile does. */
const getFixes: Record<Profile['payloadIn'], string> = {
  body: 'Serve GET, and read its raw body: many frameworks drop the body of a GET, so the signature is computed over nothing. If your YCM sends the message elsewhere, set --payload-in, or select POST in YCM.',
  query:
    'Serve GET, read the message from its query parameter and percent-decode it to the signed bytes (a + stays a +). If your YCM sends it elsewhere, set --payload-in, or select POST in YCM.',
  none: 'Serve GET. It carries no message, and the signature is that of an empty body. If your YCM sends a message, set --payload-in, or select POST in YCM.',
};

function carriedBy({ run: { webhook, profile } }: RuleContext): string {
  if (webhook.method === 'POST') return '';
  const places = {
    body: ', in its body',
    query: `, in its parameter ${profile.getQueryParameter}`,
    none: '',
  };
  return places[profile.payloadIn];
}
