import { createHmac } from 'node:crypto';
import { validate } from '../schemas/index.ts';
import {
  act,
  defaultProfile,
  emptyFleet,
  type Fleet,
  sampleMessage,
  serialize,
  sign,
  trunkDid,
} from '../simulator/index.ts';
import { type Bench, type Figure, median, quantile } from './figure.ts';

const rounds = 51;
const secret = 'Zt5Kb8VxQ2mRw7JcN4yHd9PfLs3Ga6Ue';
const updateTime = 1_773_110_920;
const samples = Array.from({ length: 512 }, (_, n) => ({ event: 'did_change', seed: 1, n }) as const);
const messages = samples.map(sampleMessage);
const bodies = messages.map((message) => serialize(message, defaultProfile));

/** The cost of a message before it is sent, compared with the minimum. */
export const messageCost: Bench = async () => {
  const fleet = onboarded();
  return [
    ...figures('making a message', 25, samples, {
      ours: (sample) => serialize(sampleMessage(sample), defaultProfile),
      least: ({ n }) => JSON.stringify(messages[n]),
      name: 'JSON.stringify',
      ratio: 10,
    }),
    ...figures("making a message out of a fleet's workload", 25, samples, {
      ours: ({ n }) => messagesOfRemoval(fleet, n),
      least: ({ n }) => JSON.stringify(messages[n]),
      name: 'JSON.stringify',
      ratio: 15,
    }),
    ...figures('validating a message', 1, messages, {
      ours: (message) => validate('message', message),
      least: (message) => JSON.stringify(message),
      name: 'JSON.stringify',
      ratio: 1,
    }),
    ...figures('signing a message', 3, bodies, {
      ours: (body) => sign(secret, body),
      least: (body) => createHmac('sha256', secret).update(body).digest(),
      name: 'createHmac',
      ratio: 1.5,
    }),
  ];
};

interface Pair<T> {
  readonly ours: (one: T) => unknown;
  readonly least: (one: T) => unknown;
  /** What the minimum is, for people. */
  readonly name: string;
  /** The maximum ratio of our cost to the minimum. */
  readonly ratio: number;
}

/**
 * Measures both in turn, so that a gradual slowdown of the machine affects both. Other load can only add time, so the lower quartile
 * counts.
 */
function figures<T>(what: string, atMost: number, all: readonly T[], pair: Pair<T>): Figure[] {
  const oursUs: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const us = costUs(all, pair.ours);
    oursUs.push(us);
    ratios.push(us / costUs(all, pair.least));
  }
  const how = `lower quartile of ${rounds} rounds of ${all.length} messages of 1 to 8 DIDs`;
  return [
    { what, value: quantile(oursUs, 0.25), unit: 'µs', atMost, how },
    {
      what: `${what}, against ${pair.name}`,
      value: median(ratios),
      unit: 'x',
      atMost: pair.ratio,
      how: 'median',
    },
  ];
}

function costUs<T>(all: readonly T[], make: (one: T) => unknown): number {
  const start = performance.now();
  for (const one of all) make(one);
  return ((performance.now() - start) * 1000) / all.length;
}

/** 20 PBXs of 8 DIDs each. */
function onboarded(): Fleet {
  const options = { ...defaultProfile, updateTime };
  const dids = Array.from({ length: 160 }, (_, n) => trunkDid(n, String(10_000_000 + n)));
  let { fleet } = act(emptyFleet, { action: 'add-trunk', dids }, options);
  for (let n = 0; n < 20; n += 1) {
    const didIds = dids.slice(8 * n, 8 * n + 8).map(({ didId }) => didId);
    ({ fleet } = act(fleet, { action: 'create-pbx', sn: `PBX-${n}`, didIds }, options));
  }
  return fleet;
}

/** One DID is removed from a PBX, and a report lists the remaining seven. */
function messagesOfRemoval(fleet: Fleet, n: number): readonly Uint8Array[] {
  const didIds = [fleet.dids[n % fleet.dids.length]?.didId ?? ''];
  const sn = `PBX-${Math.floor((n % 160) / 8)}`;
  const step = act(fleet, { action: 'remove-dids', sn, didIds }, { ...defaultProfile, updateTime });
  return step.messages.map((message) => serialize(message, defaultProfile));
}
