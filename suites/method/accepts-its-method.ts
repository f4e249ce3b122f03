import {
  defineRule,
  didChange,
  expectAcknowledged,
  isNotServed,
  leaveToOtherRules,
  missOf,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { type Profile, testMessage } from '../../simulator/index.ts';
import { option, type Sentence, sentence } from '../../text/option-words.ts';

export const acceptsItsMethod = defineRule({
  id: 'method/accepts-its-method',
  title: 'accepts messages by the method that the webhook is configured for',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['request-method', 'webhook-url', 'example-did-change'],
  why: 'YCM sends by GET or by POST, as it is configured: a receiver that serves the other one gets nothing.',
  fix: 'Serve this path by the method that is selected in YCM, or select the other one there.',
  inProduction:
    'In YCM the method is a choice in a list, GET or POST. When it is not the one that the receiver serves, every message is answered 404 or 405, and the first who notices is a customer.',
  tried:
    'Sends the test message and a DID change by the method that is configured (for GET, carried as the profile says). Fails when neither is acknowledged and one is answered 404, 405 or 501, or, with GET, refused.',
  lesson: 'one-route',
  acknowledgementRank: 1,
  async run(ctx) {
    const { method } = ctx.run.webhook;
    const sent = await Promise.all([
      ctx.deliver(testMessage, { note: `the genuine test message by ${method}${carriedBy(ctx)}` }),
      ctx.deliver(didChange(ctx), { note: `a genuine did_change message by ${method}${carriedBy(ctx)}` }),
    ]);
    if (sent.some((one) => one.isAcknowledged)) return;
    const blamed = sent.find((one) => isNotServed(one) || (method === 'GET' && isRefused(one)));
    if (blamed)
      expectAcknowledged(ctx, blamed, method === 'GET' ? getFixes[ctx.run.profile.getCarriage] : undefined);
    leaveToOtherRules(sent);
  },
});

function isRefused(sent: Parameters<typeof missOf>[0]): boolean {
  return ['refused', 'broken', 'taken-for-forged'].includes(missOf(sent) ?? '');
}

/** Nobody says where a GET of YCM carries its message: the profile does. */
const getFixes: Record<Profile['getCarriage'], Sentence> = {
  body: sentence`Serve GET, and read the body of a GET as it comes over the wire: many frameworks drop it, and the signature is then computed over nothing. If YCM carries the message elsewhere, say so with ${option('getCarriage')}, or select POST in YCM.`,
  query: sentence`Serve GET, take the message from its query parameter and percent-decode it to the bytes that were signed (a + stays a +). If YCM carries it elsewhere, say so with ${option('getCarriage')}, or select POST in YCM.`,
  none: sentence`Serve GET; nothing is carried, and the signature is that of no bytes. If YCM carries a message, say so with ${option('getCarriage')}, or select POST in YCM.`,
};

function carriedBy({ run: { webhook, profile } }: RuleContext): string {
  if (webhook.method === 'POST') return '';
  const places = {
    body: ', in its body',
    query: `, in its parameter ${profile.getQueryParameter}`,
    none: '',
  };
  return places[profile.getCarriage];
}
