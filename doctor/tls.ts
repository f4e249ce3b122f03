import { explain } from '../schemas/words/explain.ts';
import { inspectTls } from '../simulator/index.ts';
import { count } from '../text/words/count.ts';
import { fail, pass, type StepResult, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const handshakeMs = 5000;
const dayMs = 86_400_000;
const minDays = 14;

/** Chain, name, expiry and versions, even if certificates need not be valid. */
export async function examineTls(
  { url, webhook, connection }: Patient,
  now = new Date(),
): Promise<StepResult> {
  if (url.protocol !== 'https:')
    return skipped(
      'the URL is http, so nothing is encrypted',
      'Serve https before you use it with a real YCM.',
    );
  const facts = await inspectTls(url.href, { ...connection, timeoutMs: handshakeMs });
  if (facts.kind === 'failed') {
    const { code, message } = facts;
    const outcome = { kind: 'connection-failed', phase: 'connect', code, message } as const;
    return fail(`${message} (${code})`, explain(outcome, webhook)?.fix ?? '');
  }
  const { protocol, oldProtocol, validTo } = facts;
  const days = validTo === undefined ? Number.NaN : Math.floor((validTo.getTime() - now.getTime()) / dayMs);
  const expiry = Number.isNaN(days) ? '' : `, expires in ${count(days, 'day')}`;
  if (oldProtocol !== undefined)
    return fail(`it also accepts ${oldProtocol}`, 'Disable TLS 1.0 and 1.1 (RFC 8996).');
  if (days < minDays) return fail(`the certificate expires in ${count(days, 'day')}`, 'Renew it now.');
  return pass(`${protocol}, a valid certificate for ${url.hostname}${expiry}`);
}
