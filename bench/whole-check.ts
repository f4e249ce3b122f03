import { spawn, spawnSync } from 'node:child_process';
import { exitCodes } from '../cli/shared/exit-codes.ts';
import type { Report } from '../schemas/generated/types.ts';
import { type Bench, type Figure, quantile } from './figure.ts';
import { checkSlowReceivers } from './support/check-slow-receivers.ts';
import { freePort } from './support/free-port.ts';

const rounds = 5;
const thoroughSeconds = 180;
const expressSeconds = 4;

/**
 * Times a check of the built-in receiver from outside, with observer, downstream and restarts: process start, reference receiver, every rule, report. Then checks
 * slow and failing receivers, for which the budget must hold.
 */
export const wholeCheck: Bench = async () => {
  const runs = Array.from({ length: rounds }, (_, seed) => timeOne(seed, ['reference']));
  // The worst round counts.
  const over = runs.map(({ seconds, longest }) => seconds - allowed(longest));
  const worst = runs[over.indexOf(Math.max(...over))];
  const express = await expressReceiver();
  return [
    worst ? wholeFigure(worst, runs) : [],
    express,
    thorough(),
    undecidedFigure(runs),
    ...(await checkSlowReceivers()),
  ].flat();
};

function undecidedFigure(runs: readonly Timed[]): Figure {
  return {
    what: 'inconclusive rules in a check of the reference receiver',
    value: Math.max(...runs.map(({ undecided }) => undecided)),
    unit: 'rules',
    atMost: 0,
    how: `the worst of ${rounds} runs`,
  };
}

function wholeFigure(worst: Timed, runs: readonly Timed[]): Figure {
  const medianSeconds = quantile(
    runs.map(({ seconds }) => seconds),
    0.5,
  );
  return {
    what: 'whole check of the reference receiver, with observer, downstream and restarts',
    value: worst.seconds,
    unit: 's',
    atMost: Number(allowed(worst.longest).toPrecision(3)),
    how: `the worst of ${rounds} runs, whose median is ${medianSeconds.toPrecision(3)} s; the limit is 1.15 times ${worst.longest.toPrecision(3)} s, which the longest rule took, and 2 s`,
  };
}

/** The usual setup: a running receiver, and an observer. */
async function expressReceiver(): Promise<Figure> {
  const port = String(await freePort());
  const env = { ...process.env, PORT: port, YCM_WEBHOOK_SECRET: 'a'.repeat(32) };
  const receiver = spawn(process.execPath, ['examples/express/server.mjs'], { env, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const flags = [`${url}/webhook`, '--observe-url', `${url}/state?sn={sn}`, '--wait', '10s'];
  try {
    const { seconds, longest } = timeOne(0, flags, env);
    return {
      what: 'check of the Express example, with an observer',
      value: seconds,
      unit: 's',
      atMost: expressSeconds,
      how: `one run, of which the longest rule took ${longest.toPrecision(3)} s`,
    };
  } finally {
    receiver.kill();
  }
}

function thorough(): Figure {
  const { seconds } = timeOne(0, ['reference', '--thorough']);
  return {
    what: 'the same with --thorough',
    value: seconds,
    unit: 's',
    atMost: thoroughSeconds,
    how: 'one run',
  };
}

function allowed(longest: number): number {
  return 1.15 * longest + 2;
}

/** One run (all in seconds). */
interface Timed {
  readonly seconds: number;
  /** How long the longest rule took. */
  readonly longest: number;
  /** How many rules were inconclusive. */
  readonly undecided: number;
}

function timeOne(seed: number, flags: readonly string[], env = process.env): Timed {
  const command = ['dist/bin/hookswitch.js', 'check', '--quiet', '--report', 'json=-'];
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [...command, '--seed', String(seed), ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
    env,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== exitCodes.passed && status !== exitCodes.inconclusive)
    throw new Error(`the check ends with ${status}, with seed ${seed}`);
  const report = JSON.parse(stdout) as Report;
  const longest = Math.max(...report.results.map(({ durationMs }) => durationMs / 1000));
  return { seconds, longest, undecided: report.summary.inconclusive };
}
