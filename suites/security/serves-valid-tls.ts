import { cannotTell, defineRule, fail } from '../../runner/rule-kit.ts';

export const servesValidTls = defineRule({
  id: 'security/serves-valid-tls',
  title: 'presents a valid certificate, and speaks only TLS 1.2 or later',
  level: 'should',
  sentBy: 'ycm',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['valid-url'],
  why: 'A sender that verifies certificates sends nothing to a server with an invalid one. A sender that does not verify them can be tricked into sending messages to anyone.',
  fix: 'Serve an unexpired certificate for exactly this host name, with its intermediate certificates, from an authority that YCM trusts. Disable TLS 1.0 and 1.1.',
  inProduction:
    'The certificate was renewed without its intermediate certificate: browsers work, but YCM cannot connect. Or it expires on a Sunday, and all events until Monday are lost after their retries.',
  procedure: [
    'Hookswitch opens a TLS connection and verifies the chain, the host name and the dates, even with --insecure.',
    'It tries to negotiate TLS 1.0 and 1.1. Your receiver must refuse both.',
  ],
  lesson: 'valid-tls',
  needs: ['https'],
  async run(ctx) {
    const facts = await ctx.connections.inspectTls();
    if (facts.kind === 'ok') {
      if (facts.oldProtocol) fail('TLS 1.2 or later only', `${facts.oldProtocol} accepted`);
      return;
    }
    if (isNetworkTrouble(facts.code)) cannotTell({ reasonCode: 'no-handshake', detail: facts.message });
    fail('a certificate that can be verified', `${facts.message} (${facts.code})`);
  },
});

/** ECONNREFUSED, ENOTFOUND and the like, or a timeout. Codes about TLS contain an underscore. */
function isNetworkTrouble(code: string): boolean {
  return /^(E[A-Z]+|TIMEOUT)$/.test(code);
}
