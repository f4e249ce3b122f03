import { spawnSync } from 'node:child_process';
import { type Bench, median } from './figure.ts';

const rounds = 41;

/** `hookswitch --help` compared with a bare Node, in turn, so that a gradual slowdown of the machine affects both. */
export const startup: Bench = async () => {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const bare = wallMs(['-e', '0']);
    ratios.push(wallMs(['dist/bin/hookswitch.js', '--help']) / bare);
  }
  return [
    {
      what: 'hookswitch --help',
      value: median(ratios),
      unit: 'x the wall time of node -e 0',
      atMost: 1.15,
      how: `median of ${rounds} pairs`,
    },
  ];
};

function wallMs(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - start;
}
