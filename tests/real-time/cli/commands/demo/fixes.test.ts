import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../../bench/support/free-port.ts';
import { runCli } from '../../../../support/run-cli.ts';

/** A folder from which a receiver finds the Express of this project. */
function besideExpress(): string {
  mkdirSync('node_modules/.cache/hookswitch', { recursive: true });
  return mkdtempSync('node_modules/.cache/hookswitch/demo-');
}

/** What a reader changes to fix each bug, and a rule that finds it. */
const fixes = [
  {
    rule: 'signature/accepts-any-formatting',
    file: 'receiver.mjs',
    changes: [
      ['!isGenuine(message, signature)', '!isGenuine(body, signature)'],
      [
        'function isGenuine(message, signature) {\n  const body = JSON.stringify(message);\n',
        'function isGenuine(body, signature) {\n',
      ],
    ],
  },
  {
    rule: 'signature/rejects-missing',
    file: 'receiver.mjs',
    changes: [['if (signature && !isGenuine', 'if (!signature || !isGenuine']],
  },
  {
    rule: 'message/applies-every-item',
    file: 'store.mjs',
    changes: [['readReport(message[0])', 'message.flatMap(readReport)']],
  },
  {
    rule: 'retry/ignores-a-late-older-message',
    file: 'store.mjs',
    changes: [
      [
        '    changed.set(sn, {',
        '    if (pbx[kind]?.updateTime > report.updateTime) continue;\n    changed.set(sn, {',
      ],
    ],
  },
  {
    rule: 'retry/applies-once',
    file: 'store.mjs',
    changes: [
      [
        '    changed.set(sn, {',
        '    if (isDeepStrictEqual(pbx[kind], report)) continue;\n    changed.set(sn, {',
      ],
      ["from 'node:fs';\n", "from 'node:fs';\nimport { isDeepStrictEqual } from 'node:util';\n"],
    ],
  },
] as const;

function fix(folder: string, { file, changes }: (typeof fixes)[number]): void {
  const path = join(folder, file);
  let text = readFileSync(path, 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(path, text);
}

const stacks = ['node', 'express'] as const;

describe('hookswitch demo', () => {
  it.each(stacks)('writes a receiver for %s whose five bugs the check finds', async (stack) => {
    const argv = ['demo', 'mine', '--stack', stack, '--port', String(await freePort())];
    const { exitCode, stdout, stderr } = await runCli(argv, { cwd: besideExpress() });
    expect([exitCode, stderr], stdout).toEqual([1, '']);
    expect(stdout).toMatch(/^Wrote receiver\.mjs, store\.mjs, hookswitch\.config\.json to mine\n/);
    expect(stdout).toContain('✗ Your receiver checks the signature of re-serialized JSON');
    for (const { rule } of fixes) expect(stdout).toMatch(new RegExp(` ✗ ${rule} `));
    expect(stdout).toMatch(
      /Fix the first finding in mine, then check it again:\n {2}cd mine\n {2}npx hookswitch check\n$/,
    );
  });

  it.each(stacks)(
    'ends with a receiver for %s that passes every rule once the bugs are fixed',
    async (stack) => {
      const cwd = besideExpress();
      const files = await written(cwd, stack);
      for (const one of fixes) {
        const rules = ['check', '--rules', one.rule];
        expect((await runCli(rules, { cwd: files })).exitCode, `${one.rule} before its fix`).toBe(1);
        fix(files, one);
      }
      const checked = async () => runCli(['check'], { cwd: files });
      const { exitCode, stdout } = await checked();
      expect([exitCode, stdout]).toEqual([0, expect.stringContaining('✓ PASSED')]);
    },
  );
});

/** The receiver's files, as a demo that was interrupted before its check leaves them. */
async function written(cwd: string, stack: (typeof stacks)[number]): Promise<string> {
  const argv = ['demo', 'mine', '--stack', stack, '--port', String(await freePort())];
  await runCli(argv, { cwd, signal: AbortSignal.abort() });
  return join(cwd, 'mine');
}
