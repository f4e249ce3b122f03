import { cannotTell, defineRule, fail } from '../../runner/rule-kit.ts';
import { option, sentence } from '../../text/option-words.ts';

export const servesValidTls = defineRule({
  id: 'security/serves-valid-tls',
  title: 'shows a certificate that holds, and speaks TLS 1.2 or later only',
  level: 'should',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['valid-url'],
  why: 'A sender that checks certificates sends nothing to this one, and one that does not would send it to anybody.',
  fix: 'Serve a certificate for exactly this host name that has not expired, with its intermediate certificates, from an authority that YCM trusts; turn TLS 1.0 and 1.1 off.',
  inProduction:
    'The certificate was renewed and its intermediate forgotten: browsers are content, and YCM cannot connect. Or it runs out on a Sunday, and all events until Monday are lost after their retries.',
  tried: sentence`Opens a TLS connection and verifies the chain, the host name and the dates, also with ${option('insecure')}. Then tries whether TLS 1.0 or 1.1 is agreed to.`,
  lesson: 'valid-tls',
  needs: ['https'],
  async run(ctx) {
    const facts = await ctx.connections.inspectTls();
    if (facts.kind === 'ok') {
      if (facts.oldProtocol) fail('TLS 1.2 or later only', `${facts.oldProtocol} accepted`);
      return;
    }
    if (isTroubleOfTheLine(facts.code)) cannotTell({ because: 'no-handshake', detail: facts.message });
    fail('a certificate that can be verified', `${facts.message} (${facts.code})`);
  },
});

/** ECONNREFUSED, ENOTFOUND and the like, or no answer in time: codes about TLS hold an underscore. */
function isTroubleOfTheLine(code: string): boolean {
  return /^(E[A-Z]+|TIMEOUT)$/.test(code);
}
