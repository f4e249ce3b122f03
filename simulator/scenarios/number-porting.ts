import type { ScenarioStep } from '../../schemas/generated/types.ts';
import { didIdsOf } from '../fleet/index.ts';
import { defineScenario } from './built-in.ts';

const customers = 4;
const didsOfCustomer = 6;

export const numberPorting = defineScenario(
  'number-porting',
  'The numbers of four PBXs are ported to another carrier: deleted from the old trunk two PBXs at a time, and assigned from the new one.',
  (names) => {
    const sns = Array.from({ length: customers }, () => names.serial());
    const old = names.trunk('register-trunk-old', customers * didsOfCustomer);
    const ported = names.ported(old, 'register-trunk-new');
    const of = (dids: typeof old, n: number, pbxs = 1) =>
      didIdsOf(dids.slice(n * didsOfCustomer, (n + pbxs) * didsOfCustomer));
    const assign = (n: number): ScenarioStep => {
      return { action: 'assign-dids', sn: sns[n] ?? '', didIds: of(ported, n) };
    };
    const [moved = ''] = of(ported, 0);
    return [
      { action: 'add-trunk', dids: old },
      ...sns.map((sn, n): ScenarioStep => ({ action: 'create-pbx', sn, didIds: of(old, n) })),
      { action: 'add-trunk', dids: ported, note: 'the same numbers at the new carrier' },
      { action: 'delete-dids', didIds: of(old, 0, 2), note: 'the first window: two PBXs' },
      assign(0),
      assign(1),
      { action: 'delete-dids', didIds: of(old, 2, 2), note: 'the second window' },
      assign(2),
      assign(3),
      { action: 'remove-dids', sn: sns[0] ?? '', didIds: [moved] },
      { action: 'assign-dids', sn: sns[1] ?? '', didIds: [moved], note: 'one number goes to another PBX' },
      {
        action: 'delete-trunk',
        trunkId: old[0]?.trunkId ?? '',
        note: 'nobody uses its numbers anymore',
      },
    ];
  },
);
