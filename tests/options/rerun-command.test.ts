import { expect, it } from 'vitest';
import { wordsOf } from '../../bench/support/rerun-all.ts';
import { rerunCommand } from '../../options/rerun-command.ts';
import { runCli } from '../support/run-cli.ts';

const rule = { id: 'signature/accepts-genuine' };

it('prints a rerun command that the command line accepts, with every option that matters and no credential', async () => {
  const rerun = rerunCommand('http://admin:pw@example.com/hook', {
    exec: 'node server.js --token=abc',
    method: 'GET',
    timeout: 4,
    header: ['Authorization: Bearer abc'],
    allowHost: ['example.com'],
    observeUrl: 'http://user:pw@localhost:3000/state?sn={sn}',
    observeIgnore: ['tally', 'stats.*'],
    settle: 1500,
    thorough: true,
    budget: 70_000,
    // None of these changes how one rule is checked.
    rules: ['retry/*'],
    quiet: true,
  })(rule, 7);
  expect(rerun).toBe(
    [
      "npx hookswitch check 'http://***@example.com/hook' --exec 'node server.js --token=***'",
      "--header 'Authorization: ***' --allow-host example.com --timeout 4 --method GET",
      "--observe-url 'http://***@localhost:3000/state?sn={sn}' --settle 1500ms --observe-ignore tally --observe-ignore 'stats.*'",
      '--thorough --budget 70s --rules signature/accepts-genuine --seed 7',
    ].join(' '),
  );
  const words = wordsOf(rerun).map((word) => word.replace('***@', ''));
  const dryRun = await runCli([...words, '--dry-run'], {
    env: { YCM_WEBHOOK_SECRET: 'h3Vn8KqTz5LmXw0RbYc7NsJf2GpAeU9d' },
  });
  expect(dryRun).toMatchObject({ exitCode: 0, stderr: '' });
  expect(dryRun.stdout).toContain(rule.id);
});

it('names a sequence instead of its rule, and the causes to see through', () => {
  const again = rerunCommand('http://localhost:3000/hook', { header: [] });
  expect(again(rule, 7, { id: '01234567' }, ['signature-hex', 'wrong-method'])).toBe(
    'npx hookswitch check http://localhost:3000/hook --adapt signature-hex,wrong-method --sequence 01234567 --seed 7',
  );
});
