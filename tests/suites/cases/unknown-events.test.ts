import { expect, it } from 'vitest';
import { createIdentities } from '../../../runner/context/identity.ts';
import { newerMessages } from '../../../suites/cases/unknown-events.ts';

it('names an event in every newer message', () => {
  const items = newerMessages({ ...createIdentities(), updateTime: () => 1_770_000_000 }).flatMap(
    ([, message]) => message as { event?: unknown }[],
  );
  expect(items.map(({ event }) => event)).toEqual([
    'trunk_status_change',
    'capacity_warning',
    'license_expiry',
  ]);
});
