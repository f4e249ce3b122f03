import { createServer, type ServerOptions } from 'node:https';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import type { CommonCheckOptions } from '../../../check/check-options.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { startExampleReceiver } from '../../../fixtures/receivers/start.ts';
import { check } from '../../../suites/index.ts';
import { idsOf, previousSecret, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { rulesNeeding } from '../../runner/rules-needing.ts';

const rule = 'security/serves-valid-tls';
const dayMs = 86_400_000;

interface Certificate {
  readonly host?: string;
  readonly beginsInDays?: number;
  readonly expiresInDays?: number;
  /** Who signs it; self-signed by default. */
  readonly ca?: { readonly key: string; readonly cert: string };
  readonly subject?: string;
}

/** A certificate for a host; by default for localhost, valid until tomorrow. */
function certify({
  host = 'localhost',
  beginsInDays = -10,
  expiresInDays = 1,
  subject = 'Hookswitch test',
  ca,
}: Certificate = {}) {
  return generate([{ name: 'commonName', value: subject }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() + beginsInDays * dayMs),
    notAfterDate: new Date(Date.now() + expiresInDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
    ...(ca ? { ca } : {}),
  });
}

/** Checks the reference receiver behind TLS, reached as localhost. */
async function checkIt(tls: ServerOptions, options: Partial<CommonCheckOptions>) {
  const receiver = createReference({ secret: testSecret });
  const server = createServer(tls, (request, response) => receiver.emit('request', request, response));
  const started = await startExampleReceiver(server);
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
  it('the reference receiver passes every rule with a trusted certificate', async () => {
    const { cert, private: key } = await certify();
    const report = await checkIt({ cert, key }, { ca: cert, previousSecret, budgetMs: 300_000 });
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'skipped')).toEqual(rulesNeeding('thorough', 'downstream', 'restart', 'output'));
    expect(idsOf(report, 'pass')).toContain(rule);
  });

  it.each([
    ['nobody trusts', {}, false, 'self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)'],
    ['has expired', { expiresInDays: -1 }, true, 'certificate has expired (CERT_HAS_EXPIRED)'],
    ['is not valid yet', { beginsInDays: 1, expiresInDays: 2 }, true, '(CERT_NOT_YET_VALID)'],
    [
      'is for a different name',
      { host: 'other.example' },
      true,
      "Host: localhost. is not in the cert's altnames",
    ],
  ] as const)(
    'a certificate that %s is found, though the run accepts it',
    async (_title, options, isTrusted, words) => {
      const { cert, private: key } = await certify(options);
      const trusted = isTrusted ? { ca: cert } : {};
      const report = await checkIt({ cert, key }, { rules: [rule], insecure: true, ...trusted });
      expect(reasonsOf(report)).toContain(words);
      expect(idsOf(report, 'fail')).toEqual([rule]);
    },
  );

  it('an untrusted certificate ends the run at once, with what to do', async () => {
    const { cert, private: key } = await certify();
    await expect(checkIt({ cert, key }, { rules: [rule] })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('To accept this certificate in a test, use --insecure.'),
    });
  });

  it('a server without TLS ends the run at once, with what to do', async () => {
    const started = await startExampleReceiver(createReference({ secret: testSecret }));
    const url = started.url.replace('http:', 'https:');
    try {
      await expect(check({ url, secret: testSecret, rules: [rule] })).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(
          /: TLS: [a-z ]+\. If the server uses plain HTTP, start the URL with http:\./,
        ),
      });
    } finally {
      await started.close();
    }
  });

  it('a chain without its intermediate certificate fails, and one with it passes', async () => {
    const root = await certify({ subject: 'Root' });
    const signedBy = ({ private: key, cert }: Awaited<ReturnType<typeof certify>>) => ({ ca: { key, cert } });
    const middle = await certify({ subject: 'Intermediate', ...signedBy(root) });
    const { private: key, cert } = await certify({ subject: 'Receiver', ...signedBy(middle) });
    const options = { rules: [rule], insecure: true, ca: root.cert };
    const without = await checkIt({ key, cert }, options);
    expect(reasonsOf(without)).toMatch(/^fail .*UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/);
    const whole = await checkIt({ key, cert: `${cert}\n${middle.cert}` }, options);
    expect(reasonsOf(whole)).toBe('');
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('%s alone is sufficient', async (version) => {
    const { cert, private: key } = await certify();
    const report = await checkIt(
      { cert, key, minVersion: version, maxVersion: version },
      { rules: [rule], ca: cert },
    );
    expect(idsOf(report, 'pass'), reasonsOf(report)).toEqual([rule]);
  });

  it('an old protocol is found even next to a new one', async () => {
    const { cert, private: key } = await certify();
    const old: ServerOptions = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const report = await checkIt({ cert, key, ...old }, { rules: [rule], ca: cert });
    expect(reasonsOf(report)).toBe(`fail ${rule}: TLSv1.1 accepted`);
  });

  it('an old protocol alone ends the run, with what to do', async () => {
    const { cert, private: key } = await certify();
    const old: ServerOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await expect(checkIt({ cert, key, ...old }, { rules: [rule], ca: cert })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/\. Enable TLS 1\.2 or later\.$/),
    });
  });

  it('a rule about TLS is skipped without TLS', async () => {
    const started = await startExampleReceiver(createReference({ secret: testSecret }));
    const report = await check({ url: started.url, secret: testSecret, rules: [rule] });
    await started.close();
    expect(idsOf(report, 'skipped')).toEqual([rule]);
  });
});
