import {
  ackFailureOf,
  defineRule,
  fail,
  leaveToOtherRules,
  sendEveryKind,
  watchFor,
} from '../../runner/rule-kit.ts';
import { statusOf } from '../../simulator/index.ts';

export const doesNotRedirect = defineRule({
  id: 'acknowledgement/does-not-redirect',
  title: 'responds at the configured URL itself, without a redirect',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'webhook-url', 'valid-url'],
  why: 'A 3xx is not a 2xx. To YCM the delivery has failed, and it does not follow the redirect.',
  fix: 'Configure the URL that the redirect leads to (http or https, with or without a trailing slash), or serve the configured URL without a redirect. Make sure that no login page intercepts it.',
  inProduction:
    'The URL in YCM lacks a slash or says http, and the framework responds with a 308. A browser would follow the redirect. YCM retries the same URL instead, and finally gives up.',
  procedure: [
    'Hookswitch sends one message of each documented kind at once, and does not follow redirects.',
    'The rule fails if a response is a 3xx, even the response to a genuine message of another rule.',
  ],
  lesson: 'one-route',
  acknowledgementRank: 3,
  isAboutFailures: true,
  watch: watchFor(({ isGenuine, sent, what }) =>
    isGenuine && isRedirect(statusOf(sent)) ? { expected: `a 2xx and no redirect for ${what}` } : undefined,
  ),
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const redirected = sent.find((one) => ackFailureOf(one) === 'redirected');
    if (redirected) fail(`a 2xx and no redirect for ${redirected.what}`, redirected);
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});

function isRedirect(status = 0): boolean {
  return status >= 300 && status <= 399;
}
