import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { brokenReceiver } from '../../fixtures/receivers/index.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { serve } from '../support/serve.ts';

interface PlaywrightResult {
  readonly status: string;
  readonly error?: {
    readonly message: string;
    readonly location?: { readonly file: string; readonly line: number };
  };
  readonly attachments: readonly { readonly name: string; readonly body?: string }[];
}

interface PlaywrightReport {
  readonly suites: readonly {
    readonly specs: readonly {
      readonly title: string;
      readonly file: string;
      readonly line: number;
      readonly tests: readonly { readonly results: readonly PlaywrightResult[] }[];
    }[];
  }[];
}

/** Runs the rules as Playwright tests in a separate Playwright process, and returns each result by rule id. */
async function runPlaywright(
  url: string,
  rules: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Map<string, PlaywrightResult & { readonly at: string }>> {
  const config = 'tests/integrations/playwright-adapter/playwright.config.ts';
  const env = {
    ...process.env,
    RECEIVER_URL: url,
    YCM_WEBHOOK_SECRET: testSecret,
    RULES: rules.join(','),
    OUTPUT_DIR: mkdtempSync(join(tmpdir(), 'hookswitch-playwright-')),
    ...more,
  };
  const running = promisify(execFile)('node_modules/.bin/playwright', ['test', '-c', config], {
    env,
    maxBuffer: 2 ** 26,
  });
  // Playwright exits 1 when a test fails, as one does here.
  const { stdout } = await running.catch((error: { stdout: string }) => error);
  const report = JSON.parse(stdout) as PlaywrightReport;
  const specs = report.suites.flatMap((suite) => suite.specs);
  return new Map(
    specs.flatMap(({ title, file, line, tests }) =>
      tests.flatMap(({ results }) =>
        results.map((one) => [title.split(': ')[0] ?? '', { ...one, at: `${file}:${line}` }] as const),
      ),
    ),
  );
}

it('fails the test of a failed rule with its evidence, and skips rules that are below `must` or cannot be checked', async () => {
  const broken = brokenReceiver('missing-skips-check');
  const lenient = brokenReceiver('hex-accepted-too');
  const [first, second] = [
    await serve(broken.create({ secret: testSecret })),
    await serve(lenient.create({ secret: testSecret })),
  ];
  const results = await runPlaywright(first.url, [
    'signature/accepts-genuine',
    'signature/rejects-missing',
    'retry/applies-once',
  ]);
  const below = await runPlaywright(second.url, ['signature/rejects-other-encoding']);
  await Promise.all([first.close(), second.close()]);

  expect(results.get('signature/accepts-genuine')?.status).toBe('passed');
  expect(results.get('retry/applies-once')?.status).toBe('skipped');
  expect(below.get('signature/rejects-other-encoding')?.status).toBe('skipped');
  const failed = results.get('signature/rejects-missing');
  expect(failed?.status).toBe('failed');
  expect(failed?.error?.message).toMatch(/expected .*actual .*why .*fix /s);
  const spec = 'tests/integrations/playwright-adapter/receiver.spec.ts';
  const line = readFileSync(spec, 'utf8').split('\n').indexOf('receiverTests({') + 1;
  expect(failed?.at).toBe(`receiver.spec.ts:${line}`);
  expect(failed?.error?.location).toMatchObject({ file: resolve(spec), line });
  expect(failed?.error?.message).toContain(
    `rerun     npx playwright test ${spec} --grep signature/rejects-missing:\n`,
  );
  const evidence = failed?.attachments.find(({ name }) => name === 'evidence')?.body ?? '';
  expect(JSON.parse(Buffer.from(evidence, 'base64').toString('utf8'))).toMatchObject({
    id: 'signature/rejects-missing',
    verdict: 'fail',
  });
});

it('passes on options that enable more rules: the previous secret, which is in no attachment, and permission to take time', async () => {
  const previousSecret = 'w8Yk3NvQz1LpTx6BmHd0RsGc5JfUe7Ao';
  // A receiver that rejects genuine messages is tried, but not measured for a minute.
  const receiver = await serve(createReference({ secret: previousSecret }));
  const rules = ['signature/rejects-previous-secret', 'signature/hides-timing'];
  const results = await runPlaywright(receiver.url, rules, { PREVIOUS_SECRET: previousSecret });

  for (const rule of rules) {
    const { error, attachments = [] } = results.get(rule) ?? {};
    expect(error?.message).toMatch(/inconclusive: needs a 2xx within the timeout/);
    const evidence = attachments.map(({ body = '' }) => Buffer.from(body, 'base64').toString('utf8')).join();
    expect(evidence).toContain('"attempts"');
    for (const secret of [testSecret, previousSecret]) expect(evidence).not.toContain(secret);
  }
});
