import { spawnSync } from 'node:child_process';
import { type Bench, median } from './figure.ts';

const rounds = 5;

/** The demonstration from outside: process start, reference receiver, every rule, report. */
export const wholeCheck: Bench = async () => {
  const seconds = Array.from({ length: rounds }, (_, seed) => {
    const start = performance.now();
    const { status } = spawnSync(
      process.execPath,
      ['dist/bin/hookswitch.cjs', 'check', '--quiet', '--seed', String(seed)],
      {
        stdio: 'ignore',
      },
    );
    if (status !== 0) throw new Error(`the reference receiver was judged ${status}, with seed ${seed}`);
    return (performance.now() - start) / 1000;
  });
  return [
    {
      what: 'whole check of the reference receiver',
      value: median(seconds),
      unit: 's',
      atMost: 6,
      how: `median of ${rounds} runs`,
    },
  ];
};
