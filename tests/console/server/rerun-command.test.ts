import { expect, it } from 'vitest';
import { wordsOf } from '../../../bench/support/rerun-all.ts';
import { consoleRerunCommand } from '../../../console/server/checks/rerun-command.ts';
import { rules } from '../../../suites/index.ts';
import { runCli } from '../../support/run-cli.ts';

const secret = 'h3Vn8KqTz5LmXw0RbYc7NsJf2GpAeU9d';

it('prints a rerun command that the command line accepts, with every option of the form', async () => {
  const [rule] = rules;
  if (!rule) throw new Error('there are rules');
  const rerun = consoleRerunCommand(
    {
      url: 'http://example.com/hook',
      method: 'GET',
      secret: { text: secret },
      observeUrl: 'http://localhost:3000/state?sn={sn}',
      timeoutSeconds: 4,
      isThorough: true,
      budgetSeconds: 70,
    },
    ['example.com'],
    'node server.js --token=abc',
  )(rule, 7);
  expect(rerun).toMatch(
    / --method GET --timeout 4 --observe-url .* --thorough --exec 'node server\.js --token=\*\*\*' --budget 70s --allow-host /,
  );
  const dryRun = await runCli([...wordsOf(rerun), '--dry-run'], { env: { YCM_WEBHOOK_SECRET: secret } });
  expect(dryRun).toMatchObject({ exitCode: 0, stderr: '' });
  expect(dryRun.stdout).toContain(rule.id);
});
