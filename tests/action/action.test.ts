import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { brokenReceiver, createReference } from '../../fixtures/receivers/index.ts';
import { validate } from '../../schemas/index.ts';
import { serve } from '../support/serve.ts';
import { action, runStep } from './step.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const env = { YCM_WEBHOOK_SECRET: secret };
const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-workspace-'));
const right = await serve(createReference({ secret }));
const wrong = await serve(brokenReceiver('hex-accepted-too').create({ secret }));

const check = (inputs: Readonly<Record<string, string>>, workspace = folder()) =>
  runStep('Check the receiver', { inputs: { args: '--rules\nsignature/*', ...inputs }, env, workspace });

describe('the GitHub Action', () => {
  it('passes for a correct receiver and leaves every report', async () => {
    const workspace = folder();
    const inputs = { url: right.url, 'observe-url': right.observeUrl };
    const { exitCode, output, summary, log } = await check(inputs, workspace);
    expect(exitCode, log).toBe(0);
    const reports = join(workspace, 'hookswitch-reports');
    expect(readdirSync(reports).sort()).toEqual(['hookswitch.html', 'hookswitch.json', 'hookswitch.xml']);
    const path = /^report=(.+)\n$/.exec(output)?.[1] ?? '';
    expect(validate('report', JSON.parse(readFileSync(path, 'utf8')))).toBeUndefined();
    expect(summary).toContain('| 2 | 18 |');
    expect(log).not.toContain(secret);
  });

  it('fails for a broken receiver, with an annotation and a summary that name the rule', async () => {
    const rule = 'signature/rejects-other-encoding';
    const passed = await check({ url: wrong.url });
    expect(passed.exitCode, passed.log).toBe(0);
    const { exitCode, log, summary } = await check({ url: wrong.url, 'fail-on': 'should' });
    expect(exitCode, log).toBe(1);
    expect(log).toMatch(new RegExp(`^::error .*${rule}`, 'm'));
    expect(summary).toContain(rule);
  });

  it('starts a receiver in the given working directory with the given command', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/webhook`;
    const server = join(import.meta.dirname, '../../examples/express/server.mjs');
    const { exitCode, log } = await check({
      url,
      exec: `PORT=${port} STATE_FILE='${join(folder(), 'state.jsonl')}' node '${server}'`,
    });
    expect(exitCode, log).toBe(0);
  });

  it('passes its inputs as arguments, never as code', async () => {
    const workspace = folder();
    const evil = '$(touch pwned) `touch pwned`; touch pwned\n"; touch pwned';
    const names = Object.keys(action.inputs).filter((name) => name !== 'working-directory');
    for (const name of names) {
      const { exitCode } = await check({ url: right.url, [name]: evil }, workspace);
      // A folder may have such a name.
      expect(exitCode, name).not.toBe(name === 'reports' ? 1 : 0);
    }
    expect(existsSync(join(workspace, 'pwned'))).toBe(false);
  });

  it('builds itself in a fresh clone', async () => {
    const actionPath = folder();
    const root = join(import.meta.dirname, '../..');
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root });
    execFileSync('tar', ['--null', '-T', '-', '-cf', join(actionPath, 'all.tar')], {
      cwd: root,
      input: files,
    });
    execFileSync('tar', ['-xf', 'all.tar'], { cwd: actionPath });
    const { exitCode, log } = await runStep('Build Hookswitch', { actionPath, workspace: folder() });
    expect(exitCode, log).toBe(0);
    const bin = join(actionPath, 'dist/bin/hookswitch.js');
    expect(execFileSync(process.execPath, [bin, '--version'], { encoding: 'utf8' })).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
  });
});
