import { expect, test } from 'vitest';
import { Lateness } from '../../../load/engine/lateness.ts';
import { type LimitFacts, limitOf } from '../../../load/engine/limit.ts';

const facts: LimitFacts = {
  isMax: false,
  lagP99Ms: 40,
  unsent: 0,
  late: 100,
  heldByConnections: 0,
  heldByRetries: 0,
  utilization: 0.404,
  connections: 8,
};
const inTime = 'messages were sent when they were due';
const busy = (percent: number) => `Hookswitch itself was busy ${percent}% of the time`;
const waiting = "all 8 connections were waiting for the receiver's responses";
const retries = 'too many deliveries were waiting for a retry, so no new ones could start';
const heldUp =
  'Hookswitch itself was delayed, although it was busy only 40% of the time; the machine is busy with other work';

test.each<[Partial<LimitFacts>, string, string]>([
  [{ lagP99Ms: 10 }, 'nothing', inTime],
  [{ lagP99Ms: null, late: 0 }, 'nothing', inTime],
  // A message that was never sent was not sent in time.
  [{ lagP99Ms: 1, unsent: 1, late: 1, heldByConnections: 1 }, 'connections', waiting],
  // At full speed, messages have no due times.
  [{ isMax: true, lagP99Ms: 0 }, 'connections', waiting],
  [{ isMax: true, lagP99Ms: 0, utilization: 0.95 }, 'tool', busy(95)],
  [{ utilization: 0.9, heldByConnections: 100 }, 'tool', busy(90)],
  [{ utilization: 0.89, heldByConnections: 100 }, 'connections', waiting],
  [{ heldByConnections: 51 }, 'connections', waiting],
  [{ heldByConnections: 50 }, 'tool', heldUp],
  [{ heldByRetries: 51, heldByConnections: 49 }, 'retries', retries],
  [{ heldByRetries: 50, heldByConnections: 50 }, 'tool', heldUp],
])('names the limit of %j', (given, limitedBy, limitedByWhy) => {
  expect(limitOf({ ...facts, ...given })).toEqual({ limitedBy, limitedByWhy });
});

test('lateness is attributed to what limited the load when the message was due', () => {
  const lateness = new Lateness();
  lateness.hindered('connections', 100);
  lateness.count(100, 11);
  lateness.count(101, 11, 3);
  // This much is tolerable.
  lateness.count(50, 10, 7);
  expect(lateness).toMatchObject({ late: 4, heldByConnections: 1, heldByRetries: 0 });
  lateness.hindered('retries', 90);
  lateness.count(90, 500, 5);
  lateness.count(95, 500);
  expect(lateness).toMatchObject({ late: 10, heldByConnections: 2, heldByRetries: 5 });
});
