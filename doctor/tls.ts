import { inspectTls } from '../simulator/index.ts';
import { count } from '../text/words/count.ts';
import { type Finding, fail, pass, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const handshakeMs = 5000;
const dayMs = 86_400_000;
const minDays = 14;

const nextByCode: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'renew the certificate, and automate it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'serve the intermediate certificates too (fullchain.pem)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'serve the intermediate certificates too (fullchain.pem)',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'use a certificate of a public authority: YCM may not accept a self-signed one',
  SELF_SIGNED_CERT_IN_CHAIN: 'use a certificate of a public authority: YCM may not know your own',
  ERR_TLS_CERT_ALTNAME_INVALID: 'use a certificate for exactly the name in the URL',
};

/** Chain, name, expiry and versions, even if certificates need not be valid. */
export async function examineTls({ url, connection }: Patient, now: Date): Promise<Finding> {
  if (url.protocol !== 'https:')
    return skipped(
      'tls',
      'the URL is http, so nothing is encrypted',
      'serve https before you use it with a real YCM',
    );
  const facts = await inspectTls(url.href, { ...connection, timeoutMs: handshakeMs });
  if (facts.kind === 'failed') {
    const next = nextByCode[facts.code] ?? 'serve TLS 1.2 or 1.3 with a valid certificate on this port';
    return fail('tls', `${facts.message} (${facts.code})`, next);
  }
  const { protocol, oldProtocol, validTo } = facts;
  const days = validTo === undefined ? Number.NaN : Math.floor((validTo.getTime() - now.getTime()) / dayMs);
  const expiry = Number.isNaN(days) ? '' : `, expires in ${count(days, 'day')}`;
  if (oldProtocol !== undefined)
    return fail('tls', `it also accepts ${oldProtocol}`, 'disable TLS 1.0 and 1.1 (RFC 8996)');
  if (days < minDays) return fail('tls', `the certificate expires in ${count(days, 'day')}`, 'renew it now');
  return pass('tls', `${protocol}, a valid certificate for ${url.hostname}${expiry}`);
}
