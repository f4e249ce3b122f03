import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../support/run-cli.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-demo-'));

describe('hookswitch demo', () => {
  it('says what to install if there is no Express', async () => {
    const cwd = folder();
    const { exitCode, stdout } = await runCli(['demo', '--stack', 'express'], { cwd });
    expect([exitCode, stdout]).toEqual([
      0,
      'Wrote receiver.mjs, store.mjs, hookswitch.config.json to hookswitch-demo\n\nNext:\n  cd hookswitch-demo\n  npm install express\n  npx hookswitch check\n',
    ]);
  });

  it('changes nothing in a folder that contains files', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'mine.txt'), 'mine');
    const { exitCode, stdout, stderr } = await runCli(['demo', '.'], { cwd });
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      '',
      'hookswitch: . already contains files, so nothing was written; name another folder: npx hookswitch demo FOLDER\n',
    ]);
    expect(readdirSync(cwd)).toEqual(['mine.txt']);
  });

  it('says how to check a demo that is already there', async () => {
    const cwd = folder();
    // A demo that was interrupted before its check.
    await runCli(['demo'], { cwd, signal: AbortSignal.abort() });
    const { exitCode, stdout, stderr } = await runCli(['demo'], { cwd });
    expect([exitCode, stdout, stderr]).toEqual([
      2,
      '',
      'hookswitch: hookswitch-demo already contains the demo; check it with cd hookswitch-demo && npx hookswitch check, or write another one with npx hookswitch demo FOLDER\n',
    ]);
  });
});
