import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const broken = brokenReceiver('forgets-after-bad-message');

const secret = 'h3Vn8KqTz5LmXw0RbYc7NsJf2GpAeU9d';
const env = { YCM_WEBHOOK_SECRET: secret };
const folder = '.hookswitch/sequences';

const receiver = await serve(broken.create({ secret }));

const newFolder = () => mkdtempSync(join(tmpdir(), 'hookswitch-sequence-'));
const check = (cwd: string, ...flags: string[]) =>
  runCli(['check', receiver.url, '--observe-url', receiver.observeUrl, ...flags], { env, cwd });

describe('check --sequence', () => {
  it('reruns, by its id, a sequence that an earlier check found and saved', async () => {
    const cwd = newFolder();
    const found = await check(cwd, '--rules', 'retry/converges');
    const [file = ''] = readdirSync(join(cwd, folder));
    const id = file.replace('.json', '');
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(found.exitCode).toBe(1);
    expect(found.stdout).toContain(
      `The sequence is saved in ${folder}/${file}. To retry it, use --sequence ${id}.`,
    );
    expect(found.stdout).toMatch(new RegExp(`rerun .*--sequence ${id}`));

    const saved = JSON.parse(readFileSync(join(cwd, folder, file), 'utf8'));
    expect(saved.description[0]).toMatch(/^1\. /);
    expect(saved.description).toHaveLength(saved.steps.length + 1);
    const again = await check(cwd, '--sequence', id);
    expect(again.exitCode).toBe(1);
    expect(again.stdout).toContain(`steps     1. `);
    expect(again.stdout).not.toContain('is saved in');
    const byFile = await check(cwd, '--sequence', `${folder}/${file}`, '--quiet');
    expect(byFile.exitCode).toBe(1);
  });

  it('says so when the sequence cannot be saved, and still checks', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, '.hookswitch'), 'a file in the way');
    const { exitCode, stdout } = await check(cwd, '--rules', 'retry/converges');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^The sequence \w{8} could not be saved in .* \(a folder in its path is a file\); a JSON report/m,
    );
  });

  it.each([
    [
      'not there',
      ['deadbeef'],
      /^hookswitch: there is no sequence deadbeef in \.hookswitch\/sequences here; run/,
    ],
    [
      'a missing file',
      ['other.json'],
      /^hookswitch: there is no file other\.json here; .* the 8 characters of its id\n$/,
    ],
    ['invalid JSON', ['bad.json'], /^hookswitch: bad\.json: line 1, column 2: /],
    [
      'of a wrong shape',
      ['shape.json'],
      /^hookswitch: shape\.json: line 3, column 5: step 1: sent needs reports; /,
    ],
    [
      'combined with --rules',
      ['shape.json', '--rules', 'retry/*'],
      /^hookswitch: --sequence runs a single rule, /,
    ],
  ])('refuses a sequence that is %s, in one sentence', async (_what, flags, sentence) => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'bad.json'), '{steps}');
    writeFileSync(join(cwd, 'shape.json'), '{\n  "steps": [\n    { "how": "sent" }\n  ]\n}\n');
    const { exitCode, stdout, stderr } = await check(cwd, '--sequence', ...flags);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('saves nothing when every rule passes', async () => {
    const cwd = newFolder();
    mkdirSync(join(cwd, 'sequences'));
    const step = '{"how":"sent","reports":[{"pbx":1,"at":1,"event":"did_change","dids":[1]}]}';
    writeFileSync(join(cwd, 'one.json'), `{"steps":[${step}]}`);
    expect(await check(cwd, '--sequence', 'one.json')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync(join(cwd, '.hookswitch'))).toBe(false);
  });
});
