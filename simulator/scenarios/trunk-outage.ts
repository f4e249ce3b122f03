import type { ScenarioStep } from '../../schemas/generated/types.ts';
import { didIdsOf } from '../fleet/index.ts';
import { defineScenario } from './built-in.ts';

const customers = 6;

export const trunkOutage = defineScenario(
  'trunk-outage',
  'A carrier fails: the trunk that six PBXs share is deleted, each PBX gets a number from another carrier, and all numbers come back later.',
  (names) => {
    const sns = Array.from({ length: customers }, () => names.serial());
    const failing = names.trunk('register-trunk-shared', customers * 4);
    const fallback = names.trunk('register-trunk-fallback', customers);
    const restored = names.ported(failing, 'register-trunk-restored');
    const four = (dids: typeof failing, n: number) => didIdsOf(dids.slice(n * 4, n * 4 + 4));
    const spare = (n: number) => didIdsOf(fallback.slice(n, n + 1));
    const forEach = (step: (sn: string, n: number) => ScenarioStep) => sns.map(step);
    return [
      { action: 'add-trunk', dids: failing },
      { action: 'add-trunk', dids: fallback, note: 'a trunk for emergencies' },
      ...forEach((sn, n) => ({ action: 'create-pbx', sn, didIds: four(failing, n) })),
      {
        action: 'create-pbx',
        sn: names.serial(),
        note: 'a PBX without numbers, which the outage does not affect',
      },
      {
        action: 'delete-trunk',
        trunkId: failing[0]?.trunkId ?? '',
        note: 'the carrier fails: six PBXs have no number left',
      },
      ...forEach((sn, n) => ({ action: 'assign-dids', sn, didIds: spare(n) })),
      { action: 'add-trunk', dids: restored, note: 'the carrier is back, with the same numbers' },
      ...forEach((sn, n) => ({ action: 'assign-dids', sn, didIds: four(restored, n) })),
      ...forEach((sn, n) => ({ action: 'remove-dids', sn, didIds: spare(n) })),
    ];
  },
);
