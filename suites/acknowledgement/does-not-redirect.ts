import { defineRule, fail, leaveToOtherRules, missOf, sendEveryKind } from '../../runner/rule-kit.ts';

export const doesNotRedirect = defineRule({
  id: 'acknowledgement/does-not-redirect',
  title: 'answers at the URL that is configured, and redirects nowhere',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'webhook-url', 'valid-url'],
  why: 'A 3xx is no 2xx: to YCM the delivery has failed, whatever waits at the other place.',
  fix: 'Configure the URL to which the redirect leads (http or https, with or without a slash at its end), or serve this one; let no login page stand in front of it.',
  inProduction:
    'The URL in YCM lacks a slash or says http, and the framework sends a friendly 308. A browser would follow; a webhook that was not acknowledged is sent again, to the same place, and then given up.',
  tried:
    'Sends a message of each documented kind at once. Fails when one is answered with a 3xx. Redirects are not followed.',
  lesson: 'one-route',
  acknowledgementRank: 3,
  isAboutFailures: true,
  async run(ctx) {
    const sent = await sendEveryKind(ctx);
    const redirected = sent.find((one) => missOf(one) === 'redirected');
    if (redirected) fail(`a 2xx and no redirect for ${redirected.what}`, redirected);
    if (!sent.some((one) => one.isAcknowledged)) leaveToOtherRules(sent);
  },
});
