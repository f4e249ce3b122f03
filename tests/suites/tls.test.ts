import { createServer, type ServerOptions } from 'node:https';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { startReceiver } from '../../fixtures/receivers/start.ts';
import { check } from '../../suites/check.ts';
import type { CommonCheckOptions } from '../../suites/check-options.ts';
import { idsOf, reasonsOf, testSecret } from './judge-fixture.ts';

const rule = 'security/serves-valid-tls';
const name = [{ name: 'commonName', value: 'Hookswitch test' }];
const dayMs = 86_400_000;

interface Certificate {
  readonly host?: string;
  readonly expiresInDays?: number;
}

/** A certificate for a host; by default for localhost, and until tomorrow. */
function certify({ host = 'localhost', expiresInDays = 1 }: Certificate = {}) {
  return generate(name, {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 10 * dayMs),
    notAfterDate: new Date(Date.now() + expiresInDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
}

/** Judges the reference receiver behind TLS, reached as localhost. */
async function judge(tls: ServerOptions, options: Partial<CommonCheckOptions>) {
  const receiver = createReference({ secret: testSecret });
  const server = createServer(tls, (request, response) => receiver.emit('request', request, response));
  const started = await startReceiver(server);
  const { port } = new URL(started.url);
  try {
    return await check({
      url: `https://localhost:${port}/webhook`,
      observeUrl: `https://localhost:${port}/state?sn={sn}`,
      secret: testSecret,
      settings: { timeoutSeconds: 3 },
      ...options,
    });
  } finally {
    await started.close();
  }
}

describe('over TLS', () => {
  it('the reference receiver passes every rule, with a certificate that is trusted', async () => {
    const { cert, private: key } = await certify();
    const report = await judge({ cert, key }, { ca: cert });
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'skipped')).toEqual([]);
    expect(idsOf(report, 'pass')).toContain(rule);
  });

  it.each([
    ['nobody trusts', {}, false, 'self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)'],
    ['has expired', { expiresInDays: -1 }, true, 'certificate has expired (CERT_HAS_EXPIRED)'],
    [
      'is for another name',
      { host: 'other.example' },
      true,
      "Host: localhost. is not in the cert's altnames",
    ],
  ] as const)(
    'a certificate that %s is found, though the run accepts it',
    async (_title, options, isTrusted, words) => {
      const { cert, private: key } = await certify(options);
      const trusted = isTrusted ? { ca: cert } : {};
      const report = await judge({ cert, key }, { rules: [rule], insecure: true, ...trusted });
      expect(reasonsOf(report)).toContain(words);
      expect(idsOf(report, 'fail')).toEqual([rule]);
    },
  );

  it('a certificate that nobody trusts ends the run at once, with what to do', async () => {
    const { cert, private: key } = await certify();
    await expect(judge({ cert, key }, { rules: [rule] })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('give --insecure'),
    });
  });

  it('an old protocol is found beside a new one', async () => {
    const { cert, private: key } = await certify();
    const old: ServerOptions = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const report = await judge({ cert, key, ...old }, { rules: [rule], ca: cert });
    expect(reasonsOf(report)).toBe(`fail ${rule}: agreed to TLSv1.1 as well`);
  });

  it('a rule about TLS is skipped where there is none', async () => {
    const started = await startReceiver(createReference({ secret: testSecret }));
    const report = await check({ url: started.url, secret: testSecret, rules: [rule] });
    await started.close();
    expect(idsOf(report, 'skipped')).toEqual([rule]);
  });
});
