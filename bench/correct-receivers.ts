import pLimit from 'p-limit';
import { correctReceivers } from '../fixtures/receivers/index.ts';
import { createReference } from '../fixtures/receivers/reference.ts';
import { checkReceiver, everySurrounding } from '../self-test/check-receiver.ts';
import type { Bench } from './figure.ts';

const defaultSeeds = 200;
/** More in one process would make each other late. */
const atOnce = 3;
const reference = { name: 'reference', create: createReference };
const webhooks = [
  { method: 'POST', getCarriage: 'body' },
  { method: 'GET', getCarriage: 'body' },
  { method: 'GET', getCarriage: 'query' },
] as const;

/** Whatever is found above `may` in a correct receiver is a false alarm; each is given everything it can be given. */
export const correctReceiversBench: Bench = async (seeds = defaultSeeds) => {
  const limit = pLimit(atOnce);
  const checks = Array.from({ length: seeds }, (_, n) => n + 1).flatMap((seed) =>
    [reference, ...correctReceivers].flatMap((receiver) =>
      webhooks.map((webhook) => limit(() => countAlarms(receiver, webhook, seed))),
    ),
  );
  const alarms = (await Promise.all(checks)).reduce((sum, one) => sum + one, 0);
  return [
    {
      what: 'false alarms on correct receivers',
      value: alarms,
      unit: 'of them',
      atMost: 0,
      how: `${checks.length} checks: ${seeds} seeds, ${correctReceivers.length + 1} receivers, by POST, GET with a body and GET with a query`,
    },
  ];
};

async function countAlarms(
  { name, create }: typeof reference,
  webhook: (typeof webhooks)[number],
  seed: number,
): Promise<number> {
  const { method, getCarriage } = webhook;
  const checking = { method, profile: { getCarriage }, seed };
  const { results } = await checkReceiver(create, checking, webhook, everySurrounding);
  const alarms = results.filter(
    ({ verdict, level }) => verdict === 'error' || (verdict === 'fail' && level !== 'may'),
  );
  for (const { id, verdict, finding, reason } of alarms) {
    const how = `${name} by ${method} ${getCarriage}, seed ${seed}`;
    process.stderr.write(`${how}: ${verdict} ${id}: ${finding?.actual ?? reason}\n`);
  }
  return alarms.length;
}
