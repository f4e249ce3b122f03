import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { startExampleReceiver } from '../fixtures/receivers/start.ts';
import type { Report } from '../schemas/generated/types.ts';
import type { Bench, Figure } from './figure.ts';
import { type Condition, conditions, receiverIn } from './support/conditions.ts';

const secret = 'a'.repeat(32);

/** Checks a correct receiver, with an observer, wherever it runs: far away, behind a rate limit, slow. */
export const conditionsBench: Bench = async (_count, only = []) => {
  const picked = conditions.filter(({ name }) => only.length === 0 || only.includes(name));
  const figures: Figure[] = [];
  for (const condition of picked) figures.push(...(await checkIn(condition)));
  return figures;
};

async function checkIn(condition: Condition): Promise<readonly Figure[]> {
  const { server, traffic } = receiverIn(condition, secret);
  const { url, observeUrl, close } = await startExampleReceiver(server);
  const flags = ['check', url, '--observe-url', observeUrl, '--quiet', '--report', 'json=-', '--seed', '1'];
  const start = performance.now();
  try {
    const child = spawn(process.execPath, ['dist/bin/hookswitch.js', ...flags], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, YCM_WEBHOOK_SECRET: secret },
    });
    const [output, exitCode] = await Promise.all([
      text(child.stdout),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ]);
    const seconds = (performance.now() - start) / 1000;
    const { summary, results } = JSON.parse(output) as Report;
    const open = results
      .filter(({ verdict, level }) => verdict === 'inconclusive' && level === 'must')
      .map(({ id }) => id);
    const { messages, looks, refused } = traffic;
    const how = `exit ${exitCode}; ${messages} messages and ${looks} looks, ${refused} refused; ${summary.fail} failed`;
    const what = `a receiver ${condition.name}`;
    return [
      { what: `check of ${what}`, value: seconds, unit: 's', atMost: condition.withinSeconds, how },
      {
        ...{ what: `must rules undecided about ${what}`, value: open.length, unit: 'rules', atMost: 0 },
        how: open.join(', ') || 'all decided',
      },
    ];
  } finally {
    await close();
  }
}
