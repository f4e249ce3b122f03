import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));
const site = join(root, 'dist/docs');

let served: ChildProcess;
let origin = '';

test.beforeAll(async () => {
  served = spawn(process.execPath, [join(root, 'dist/bin/hookswitch.js'), 'docs', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  origin = await new Promise((resolve, reject) => {
    served.on('exit', (code) => reject(new Error(`hookswitch docs ended with ${code}`)));
    served.stdout?.on('data', (text) => resolve(/http:\/\/localhost:\d+/.exec(String(text))?.[0] ?? ''));
  });
});
test.afterAll(() => {
  served.kill();
});

const pages = [
  '/',
  '/getting-started',
  '/troubleshooting',
  '/rules',
  '/rules/retry/applies-once',
  '/commands/check',
  '/api/check',
];
const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const;

for (const { colorScheme, width } of looks) {
  test(`pages are accessible and fit, ${colorScheme} at ${width} pixels`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
    const page = await context.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
        foreign.push(request.url());
    });
    for (const path of pages) {
      await page.goto(`${origin}${path}`);
      await expect(page.locator('main h1')).toBeVisible();
      // Dark mode differs only in colors.
      const axe = new AxeBuilder({ page });
      const { violations } = await (colorScheme === 'light'
        ? axe
        : axe.withRules('color-contrast')
      ).analyze();
      expect(
        violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join()}`),
      ).toEqual([]);
      expect(await overflow(page), `${path} is wider than the window`).toBeLessThanOrEqual(0);
    }
    expect(foreign).toEqual([]);
    await context.close();
  });
}

test('search finds a rule by its name', async ({ page }) => {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('applies-once');
  await page
    .getByRole('option', { name: /retry\/applies-once/ })
    .first()
    .click();
  await expect(page.locator('main h1')).toContainText('retry/applies-once');
});

test('dark mode can be switched on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(origin);
  await page.getByRole('switch').first().click();
  await expect(page.locator('html')).toHaveClass(/dark/);
});

test('every link on every page leads somewhere', () => {
  const files = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  expect(files.length).toBeGreaterThan(100);
  const texts = new Map(files.map((name) => [name, readFileSync(join(site, name), 'utf8')]));
  const anchors = new Map(
    [...texts].map(([name, text]) => [
      name,
      new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  const dead = [...texts].flatMap(([name, text]) =>
    [...text.matchAll(/<(?:a|img|link|script)\b[^>]*? (?:href|src)="([^"]+)"/g)]
      .map(([, target = '']) => target.replaceAll('&amp;', '&'))
      .filter((target) => !/^(https?|data|mailto):/.test(target))
      .filter((target) => !leads(name, target, anchors))
      .map((target) => `${name}: ${target}`),
  );
  expect(dead).toEqual([]);
});

/** Whether the file and the anchor in it exist. */
function leads(
  from: string,
  target: string,
  anchors: ReadonlyMap<string, ReadonlySet<string | undefined>>,
): boolean {
  const [path = '', anchor = ''] = target.split('#');
  const absolute = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);
  const file = path === '' ? from : decodeURIComponent(absolute);
  const found = [file, `${file}.html`, posix.join(file, 'index.html')].find((name) =>
    isFile(join(site, name)),
  );
  if (found === undefined) return false;
  return anchor === '' || anchors.get(found)?.has(decodeURIComponent(anchor)) === true;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** By how many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
