// Generates the picture of the README, docs/images/failing-check-*.svg: a real check of a receiver that applies every retry again. Needs
// dist/. With a folder as its argument, writes there instead.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { prompt, secret, startInTerminal } from './pictures/session.mjs';
import { terminalSvg } from './pictures/terminal-svg.mjs';
import { root } from './setup.mjs';

const argv = ['check', '--seed', '7', '--quiet', '--rules', 'retry/applies-once'];
/** The terminal's columns by the name of the picture. The second picture is for phones. */
const widths = { 'failing-check': 100, 'failing-check-narrow': 46 };
const label =
  'A terminal: hookswitch check fails the rule retry/applies-once, and shows what was expected, what the receiver did, why it matters and what to change';

const out = process.argv[2] ?? join(root, 'docs/images');
mkdirSync(out, { recursive: true });
for (const [name, columns] of Object.entries(widths)) {
  const text = prompt(argv, columns) + (await outputOfCheck(columns));
  for (const theme of ['light', 'dark'])
    writeFileSync(join(out, `${name}-${theme}.svg`), terminalSvg(text, { theme, columns, label }));
}

/** The output of a check, with the URL of a reader's receiver. */
async function outputOfCheck(columns) {
  const jiti = createJiti(import.meta.url);
  const { brokenReceivers, startExampleReceiver } = await jiti.import('../fixtures/receivers/index.ts');
  const { create } = brokenReceivers.find(({ name }) => name === 'applies-duplicates');
  const receiver = await startExampleReceiver(create({ secret }));
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-picture-'));
  const { origin } = new URL(receiver.url);
  writeFileSync(
    join(folder, 'hookswitch.config.json'),
    JSON.stringify({ url: receiver.url, observeUrl: `${origin}/state?sn={sn}` }),
  );
  try {
    return (await startInTerminal(argv, { cwd: folder, columns }).ended()).replaceAll(
      origin,
      'http://localhost:3000',
    );
  } finally {
    rmSync(folder, { recursive: true });
    await receiver.close();
  }
}
