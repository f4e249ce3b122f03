// Generates the pictures of docs/watch.md and docs/catch.md, docs/images/{watch,catch}-*.svg: real runs. Needs dist/. With a folder as its
// argument, writes there instead.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { comment, fourDigitPorts, prompt, secret, startInTerminal } from './pictures/session.mjs';
import { terminalSvg } from './pictures/terminal-svg.mjs';
import { root } from './setup.mjs';

const jiti = createJiti(import.meta.url);
const { createReference, startExampleReceiver } = await jiti.import('../fixtures/receivers/index.ts');

/** The terminal's columns by the end of the picture's name. The second picture is for phones. */
const widths = { '': 84, '-narrow': 46 };
const sessions = {
  watch: {
    draw: watch,
    label:
      'A terminal: hookswitch check --watch fails acknowledgement/acknowledges-large-messages. After a change in server.mjs, it checks the failed rule, then all rules, and says that one is fixed',
  },
  catch: {
    draw: forward,
    label:
      'A terminal: hookswitch listen records a message while the receiver is down, and hookswitch replay --missed delivers it when the receiver is up again',
  },
};

const out = process.argv[2] ?? join(root, 'docs/images');
mkdirSync(out, { recursive: true });
for (const [name, { draw, label }] of Object.entries(sessions))
  for (const [end, columns] of Object.entries(widths)) {
    const folder = mkdtempSync(join(tmpdir(), 'hookswitch-picture-'));
    const text = await draw(folder, columns).finally(() => rmSync(folder, { recursive: true }));
    for (const theme of ['light', 'dark'])
      writeFileSync(join(out, `${name}${end}-${theme}.svg`), terminalSvg(text, { theme, columns, label }));
  }

/** The Express example with a body limit that is too low, which is fixed while the check watches. */
async function watch(cwd, columns) {
  const file = join(cwd, 'server.mjs');
  const correct = readFileSync(join(root, 'examples/express/server.mjs'), 'utf8');
  writeFileSync(file, correct.replace(", limit: '1mb'", ''));
  symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'));
  const argv = ['check', '--app', 'server.mjs', '--path', '/webhook', '--seed', '7', '--quiet', '--watch'];
  const running = startInTerminal(argv, { cwd, columns, keys: true });
  await running.says('q quit');
  writeFileSync(file, correct);
  await running.says('checking all rules');
  await running.says('q quit');
  running.press('q');
  return prompt(argv, columns) + (await running.ended());
}

/** A message that arrives while the receiver is down, and is replayed when it is up again. */
async function forward(cwd, columns) {
  const [port, receiverPort] = await fourDigitPorts(2);
  const url = (onPort, path) => `http://localhost:${onPort}/${path}`;
  const run = (argv) => startInTerminal(argv, { cwd, columns });
  const asRun = (text) => text.replaceAll(`:${port}`, ':4000').replaceAll(`:${receiverPort}`, ':3000');
  const shown = (argv) => asRun(prompt(argv, columns)).replace(`--port ${port}`, '--port 4000');

  const to = ['--forward-to', url(receiverPort, 'webhook'), '--record', 'caught.ndjson'];
  const listen = ['listen', '--port', String(port), ...to];
  const send = ['send', url(port, 'ycm'), '--sn', '36AAAAAAAAAAAAZK', '--did', '10021212'];
  const replay = ['replay', 'caught.ndjson', '--missed'];

  const listening = run(listen);
  await listening.says('Listening at');
  const sent = await run(send).ended();
  await listening.says('<-- #1');
  listening.interrupt();
  const heard = await listening.ended();
  const receiver = await startExampleReceiver(createReference({ secret }), receiverPort);
  const replayed = await run(replay)
    .ended()
    .finally(() => receiver.close());
  return [
    comment('Terminal 1. Your receiver is down.'),
    // As a terminal shows Ctrl-C.
    shown(listen) + heard.replace(/^1 request:/m, '^C\n1 request:'),
    `\n${comment('Terminal 2. Here, send plays the YCM.')}`,
    shown(send) + sent,
    `\n${comment('Your receiver is up again.')}`,
    shown(replay) + replayed,
  ]
    .map(asRun)
    .join('');
}
