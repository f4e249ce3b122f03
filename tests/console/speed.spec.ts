import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, pageFolder, test } from './console-test.ts';

test('the first load is under 100 KB compressed, and contains only our files', async ({ page }) => {
  const files = readdirSync(pageFolder).map((name) => gzipSync(readFileSync(join(pageFolder, name))).length);
  expect(files.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(100_000);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/webhooks');
  await expect(page.getByRole('status').getByText('Live')).toBeVisible();
  const ours = asked.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin);
  expect(new Set(ours)).toEqual(new Set([new URL(page.url()).origin]));
});
