import type { ScenarioStep } from '../../schemas/generated/types.ts';
import { didIdsOf } from '../fleet/index.ts';
import { defineScenario } from './built-in.ts';
import type { ScenarioNames } from './names.ts';

const customers = 20;
const didsOfCustomer = 3;

export const onboarding = defineScenario(
  'onboarding',
  '20 customers get a Cloud PBX each, with DIDs of a shared trunk and capacity; some ask for more later.',
  (names) => {
    const dids = names.trunk('register-trunk-shared', customers * didsOfCustomer + 10);
    const spare = dids.splice(customers * didsOfCustomer);
    const pbxs = Array.from({ length: customers }, (_, n) =>
      newPbx(names, n, didIdsOf(dids.slice(n * didsOfCustomer, (n + 1) * didsOfCustomer))),
    );
    const sns = pbxs.map(({ sn }) => sn);
    return [
      { action: 'add-trunk', dids: [...dids, ...spare], note: 'a trunk that all customers share' },
      ...pbxs,
      ...sns.slice(0, 5).map((sn, n): ScenarioStep => {
        const didIds = didIdsOf(spare.slice(n * 2, n * 2 + 2));
        return { action: 'assign-dids', sn, didIds, note: 'a customer asks for two more numbers' };
      }),
      { action: 'resize', sn: sns[0] ?? '', repository: { extensions: '120' }, note: 'one customer grows' },
      {
        action: 'resize',
        sn: sns.slice(5, 10),
        repository: { enableCallRecording: 'yes', recordingCapacity: '5000' },
        note: 'five get call recording at once',
      },
    ];
  },
);

/** Every fifth customer keeps the default capacity, which is not reported. */
function newPbx(names: ScenarioNames, n: number, didIds: string[]) {
  const seats = 10 * (1 + names.upTo(30));
  const repository = { extensions: String(seats), concurrentCalls: String(seats / 5) };
  const pbx = { action: 'create-pbx' as const, sn: names.serial(), didIds };
  return n % 5 === 4 ? pbx : { ...pbx, repository };
}
