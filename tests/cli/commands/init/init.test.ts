import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { answersFor } from '../../../../cli/commands/init/answers.ts';
import { ioOf } from '../../../../cli/shared/io.ts';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { validate } from '../../../../schemas/index.ts';
import { callsOf } from '../../../docs/words.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'x5Wq1TxLm8RvN3bKh0JyC4sGd9UfZe2A';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'hookswitch-init-'));
}

function configIn(cwd: string): unknown {
  return JSON.parse(readFileSync(join(cwd, 'hookswitch.config.json'), 'utf8'));
}

/** The shell commands of a recipe; bash can parse them without running them. */
function shellOf(recipe: string): string {
  return recipe
    .split('\n')
    .filter((line) => /npm ci|npx|export|echo/.test(line))
    .map((line) => line.replace(/^\s*(- )?(run: )?(sh )?/, ''))
    .join('\n');
}

describe('hookswitch init', () => {
  it.each([
    [[], 'hookswitch.config.json already exists, so nothing was written; use --force to overwrite'],
    [['--force'], 'hookswitch.config.json cannot be written (it is a link that leads nowhere)'],
  ])('writes nothing through a link that leads nowhere (%j)', async (flags, sentence) => {
    const [cwd, elsewhere] = [folder(), folder()];
    symlinkSync(join(elsewhere, 'target.json'), join(cwd, 'hookswitch.config.json'));
    const argv = ['init', '--url', 'http://localhost:4000/hook', '--ci', 'none', ...flags];
    const { exitCode, stderr } = await runCli(argv, { cwd });
    expect([exitCode, stderr]).toEqual([2, `hookswitch: ${sentence}\n`]);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it.each([
    ['github', '.github/workflows/hookswitch.yml'],
    ['gitlab', '.gitlab/hookswitch.gitlab-ci.yml'],
    ['jenkins', 'Jenkinsfile.hookswitch'],
  ])('writes a configuration that check accepts, and a recipe for %s', async (ci, recipe) => {
    const cwd = folder();
    const argv = ['--ci', ci, '--url', 'http://localhost:4000/hook', '--exec', 'node server.js'];
    const { exitCode, stdout } = await runCli(['init', ...argv], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`wrote ${recipe}`);
    expect(configIn(cwd)).toMatchObject({ url: 'http://localhost:4000/hook', exec: 'node server.js' });
    expect(validate('config', configIn(cwd))).toBeUndefined();
    const text = readFileSync(join(cwd, recipe), 'utf8');
    expect(text).toContain('npx hookswitch check --report junit=reports/hookswitch.xml');
    expect(text).not.toContain('\t');
    expect(spawnSync('bash', ['-n'], { input: shellOf(text) }).status).toBe(0);
    // The check that the recipe calls accepts the configuration, but nothing listens there.
    const env = { YCM_WEBHOOK_SECRET: 'A'.repeat(32) };
    const checked = await runCli(['check', '--wait', '100ms'], { cwd, env });
    expect([checked.exitCode, checked.stderr]).toEqual([3, expect.stringContaining('localhost:4000')]);
  });

  it.each([
    ['github', '.github/workflows/hookswitch.yml'],
    ['gitlab', '.gitlab/hookswitch.gitlab-ci.yml'],
    ['jenkins', 'Jenkinsfile.hookswitch'],
  ])(
    'says in a recipe for %s where to start the receiver, unless the check starts it',
    async (ci, recipe) => {
      const where =
        '# Start your receiver here, in the background, so that it listens at http://localhost:3000/webhook';
      const [without, withExec] = [folder(), folder()];
      const { stdout } = await runCli(['init', '--yes', '--ci', ci], { cwd: without });
      expect(stdout).toContain('Next: start your receiver');
      const text = readFileSync(join(without, recipe), 'utf8');
      const line = text.split('\n').findIndex((one) => one.includes(where)) + 1;
      expect(line).toBeGreaterThan(1);
      expect(stdout).toContain(`\n  Start your receiver in ${recipe}:${line}\n`);
      expect(text.indexOf(where)).toBeLessThan(text.indexOf('npx hookswitch check'));
      if (ci !== 'jenkins') expect(() => parse(text)).not.toThrow();
      const started = await runCli(['init', '--yes', '--ci', ci, '--exec', 'node server.js'], {
        cwd: withExec,
      });
      expect(started.stdout).toContain('passes a generated secret to your receiver');
      expect(readFileSync(join(withExec, recipe), 'utf8')).not.toContain('Start your receiver');
    },
  );

  it('writes no recipe when none is requested', async () => {
    const cwd = folder();
    await runCli(['init', '--ci', 'none', '--yes'], { cwd });
    expect(existsSync(join(cwd, '.github'))).toBe(false);
    expect(configIn(cwd)).toMatchObject({ url: 'http://localhost:3000/webhook' });
  });

  it('overwrites nothing without --force', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'hookswitch.config.json'), 'mine');
    const { exitCode, stderr } = await runCli(['init'], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('nothing was written; use --force')]);
    expect(readFileSync(join(cwd, 'hookswitch.config.json'), 'utf8')).toBe('mine');
    expect(existsSync(join(cwd, '.github'))).toBe(false);
    expect((await runCli(['init', '--force'], { cwd })).exitCode).toBe(0);
  });

  it.each([
    [['--url', 'not a url'], '--url must be an http or https URL'],
    [['--url', 'localhost:3000/hook'], 'did you mean "http://localhost:3000/hook"?'],
    [['--observe-url', 'state'], '--observe-url must be'],
    [['--ci', 'travis'], 'github'],
  ])('refuses %j', async (argv, sentence) => {
    const cwd = folder();
    const { exitCode, stderr } = await runCli(['init', ...argv], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(sentence)]);
    expect(existsSync(join(cwd, 'hookswitch.config.json'))).toBe(false);
  });
});

describe('a credential in a URL of hookswitch init', () => {
  it.each([
    ['--url', 'http://user:hushhush@localhost:3000/hook'],
    ['--url', 'http://localhost:3000/hook?token=hushhush'],
    ['--observe-url', 'http://localhost:3000/state?sn={sn}&api_key=hushhush'],
  ])('is not written into the configuration: %s %s', async (flag, url) => {
    const cwd = folder();
    const { exitCode, stdout, stderr } = await runCli(['init', flag, url], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`${flag} contains a credential`)]);
    expect(stdout + stderr).not.toContain('hushhush');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('can be read from the environment by a TypeScript configuration, as the error says', async () => {
    const cwd = folder();
    writeFileSync(
      join(cwd, 'hookswitch.config.ts'),
      'export default { url: process.env.HOOKSWITCH_TEST_URL };',
    );
    vi.stubEnv('HOOKSWITCH_TEST_URL', 'http://localhost:9/hook?token=hushhush');
    const env = { YCM_WEBHOOK_SECRET: secret };
    const { stderr } = await runCli(['check', '--wait', '100ms'], { cwd, env });
    vi.unstubAllEnvs();
    expect(stderr).toContain('localhost:9');
    expect(stderr).not.toContain('hushhush');
  });
});

/** The arguments of the check in the GitHub Actions job, with the step summary in this file. */
function checkOfJob(workflow: string, summary: string): string[] {
  const { jobs } = parse(workflow) as { jobs: { hookswitch: { steps: { name?: string; run?: string }[] } } };
  const step = jobs.hookswitch.steps.find(({ name }) => name === 'Check the receiver');
  const [words = []] = callsOf(`GITHUB_STEP_SUMMARY='${summary}'\n${step?.run}`);
  return words;
}

describe('a job for GitHub Actions', () => {
  it('made by init keeps its reports, writes the step summary, and annotates on standard output', async () => {
    const lenient = brokenReceiver('hex-accepted-too');
    const receiver = await serve(lenient.create({ secret }));
    const cwd = folder();
    await runCli(['init', '--ci', 'github', '--url', receiver.url], { cwd });
    const summary = join(cwd, 'summary.md');
    const words = checkOfJob(readFileSync(join(cwd, '.github/workflows/hookswitch.yml'), 'utf8'), summary);
    const env = { YCM_WEBHOOK_SECRET: secret, GITHUB_STEP_SUMMARY: summary };
    const { exitCode, stdout } = await runCli([...words, '--rules', 'signature/rejects-other-encoding'], {
      ...{ cwd, env },
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^::warning title=signature\/rejects-other-encoding/);
    expect(readFileSync(summary, 'utf8')).toContain('signature/rejects-other-encoding');
    for (const report of ['xml', 'html'])
      expect(existsSync(join(cwd, `reports/hookswitch.${report}`))).toBe(true);
  });

  it('in the examples writes the same reports as the one made by init', async () => {
    const cwd = folder();
    await runCli(['init', '--ci', 'github', '--yes'], { cwd });
    const [ofInit, ofExample] = [
      readFileSync(join(cwd, '.github/workflows/hookswitch.yml'), 'utf8'),
      readFileSync('examples/github-actions/ci.yml', 'utf8'),
    ].map((job) => checkOfJob(job, 's.md'));
    const reports = (words: string[] = []) => words.filter((_, n) => words[n - 1] === '--report');
    expect(reports(ofExample)).toEqual(reports(ofInit));
    expect(reports(ofInit)).toEqual(expect.arrayContaining(['github=-', 'markdown=s.md']));
  });
});

describe('init on a terminal', () => {
  const ask = (input: string, flags = {}) => {
    const [stdin, stderr] = [new PassThrough(), new PassThrough()];
    const answers = answersFor(
      flags,
      ioOf({
        stdin: Object.assign(stdin, { isTTY: true }),
        stdout: new PassThrough(),
        stderr,
        env: {},
        cwd: '.',
        signal: new AbortController().signal,
      }),
    );
    // Type an answer once its question is shown.
    const lines = input.split('\n');
    stderr.on('data', () => {
      const line = lines.shift();
      if (line === undefined) stdin.end();
      else stdin.write(`${line}\n`);
    });
    return answers;
  };

  it('prompts for anything not given as a flag, with a default for each question', async () => {
    expect(await ask('http://localhost:1/x\n\n\nGitLab', {})).toEqual({
      url: 'http://localhost:1/x',
      exec: '',
      observeUrl: '',
      ci: 'gitlab',
    });
    expect(await ask('node s.js\n', { url: 'http://localhost:2/', ci: 'none' })).toMatchObject({
      url: 'http://localhost:2/',
      exec: 'node s.js',
      ci: 'none',
    });
  });

  it('ends when the terminal closes', async () => {
    expect(await ask('http://localhost:1/x')).toBeUndefined();
  });
});
