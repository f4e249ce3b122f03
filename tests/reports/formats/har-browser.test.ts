import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import { hasBrowser, launch } from '../support/browser.ts';
import { attempt, binary, report, response, result, text } from '../support/sample-report.ts';

describe.skipIf(!hasBrowser)('the HAR report in a browser that replays it', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser.close());

  it("returns the receiver's response, as text and as bytes", async () => {
    const url = 'http://receiver.test/webhook?a=b';
    const bytes = [0x7b, 0xff, 0x00, 0x0a];
    const asked = (path: string, body: ReturnType<typeof text>) => {
      const request = { ...attempt().request, method: 'GET', url: `${url}&path=${path}`, body: text('') };
      return attempt({ request, outcome: response(418, 'Teapot', body) });
    };
    const attempts = [asked('text', text('Grüße, "receiver" ✓')), asked('bytes', binary(bytes))];
    const evidence = { seed: 7, attempts, observations: [], omittedAttempts: 0 };
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-har-')), 'check.har');
    writeFileSync(file, renderReport('har', report([result({ id: 'a/b', evidence })])));
    const page = await (await browser.newContext()).newPage();
    await page.routeFromHAR(file, { notFound: 'abort' });
    const answered = await page.goto(`${url}&path=text`);
    expect([answered?.status(), await answered?.text()]).toEqual([418, 'Grüße, "receiver" ✓']);
    const fetched = `fetch('${url}&path=bytes').then(async (answer) => [...new Uint8Array(await answer.arrayBuffer())])`;
    expect(await page.evaluate(fetched)).toEqual(bytes);
  });
});
