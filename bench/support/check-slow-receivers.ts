import { spawnSync } from 'node:child_process';
import type { Figure } from '../figure.ts';
import { freePort } from './free-port.ts';

/** The behaviors of slow-receiver.mjs. */
const behaviors = [
  'serial 400 ms',
  'waits 4 s for a downstream',
  'hangs',
  'resets connections',
  'crashes at each 7th message',
  'takes 100 requests a minute',
  'shows its state after 1 s',
] as const;

const budgetSeconds = 30;
const maxOverSeconds = 5;

/** Whether a check ends within its budget whatever the receiver does, including the start and the stop of the receiver. */
export async function checkSlowReceivers(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const behavior of behaviors) figures.push(await checkOne(behavior));
  return figures;
}

async function checkOne(behavior: string): Promise<Figure> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const flags = [
    '--exec',
    'node bench/slow-receiver.mjs',
    '--observe-url',
    `${url}/state?sn={sn}`,
    '--seed',
    '1',
  ];
  const command = ['dist/bin/hookswitch.js', 'check', `${url}/`, ...flags, '--budget', `${budgetSeconds}s`];
  const env = { ...process.env, PORT: String(port), BEHAVIOR: behavior, YCM_WEBHOOK_SECRET: 'a'.repeat(32) };
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 1 && status !== 4) throw new Error(`the check of one that ${behavior} exits with ${status}`);
  return {
    what: `check of a receiver (${behavior}) with a budget of ${budgetSeconds} s`,
    value: seconds,
    unit: 's',
    atMost: budgetSeconds + maxOverSeconds,
    how: stdout.trim().split('\n').at(-1) ?? '',
  };
}
