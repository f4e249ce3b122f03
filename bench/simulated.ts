import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check } from '../suites/index.ts';
import { type Bench, median } from './figure.ts';

/** The receiver of the example for node:test, which is JavaScript. */
const {
  createReceiver,
}: {
  createReceiver(secret: string): { listener: RequestListener; stateOf(sn: string): unknown };
} = await import(String(pathToFileURL(join(process.cwd(), 'examples/node-test/receiver.mjs'))));

const secret = 'HookswitchExampleSecret32Letters';
const rounds = 5;
const goals = { wallSeconds: 1.5, processorSeconds: 2 };

interface Cost {
  readonly wallSeconds: number;
  readonly processorSeconds: number;
}

/** A whole check of the node:test example in this process, in real and in simulated time, in turn. */
export const simulated: Bench = async () => {
  const costs = { real: [] as Cost[], simulated: [] as Cost[] };
  // The first check of a process compiles the code.
  await costOf('simulated');
  for (let round = 0; round < rounds; round += 1) {
    costs.real.push(await costOf('real'));
    costs.simulated.push(await costOf('simulated'));
  }
  const medianOf = (time: keyof typeof costs, what: keyof Cost) =>
    median(costs[time].map((cost) => cost[what]));
  const figure = (what: string, key: keyof Cost) => ({
    what: `a whole check in simulated time, ${what}`,
    value: medianOf('simulated', key),
    unit: 's',
    atMost: goals[key],
    how: `the median of ${rounds} checks in one process; in real time, in turn with them, ${medianOf('real', key).toPrecision(3)} s`,
  });
  return [figure('from start to end', 'wallSeconds'), figure('processor time', 'processorSeconds')];
};

async function costOf(time: 'real' | 'simulated'): Promise<Cost> {
  const { listener, stateOf } = createReceiver(secret);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const options = {
    receiver: listener,
    receiverPath: '/webhook',
    observe: (sn: string) => stateOf(sn),
    secret,
    seed: 7,
  };
  const { summary } = await check({ ...options, time });
  const { user, system } = process.cpuUsage(before);
  if (summary.fail + summary.inconclusive > 0) throw new Error(`the check in ${time} time isn't clean`);
  return { wallSeconds: (performance.now() - start) / 1000, processorSeconds: (user + system) / 1e6 };
}
