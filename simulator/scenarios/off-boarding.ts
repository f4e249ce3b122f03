import type { ScenarioStep } from '../../schemas/generated/types.ts';
import { didIdsOf } from '../fleet/index.ts';
import { defineScenario } from './built-in.ts';

const customers = 8;
const leaving = 4;

export const offBoarding = defineScenario(
  'off-boarding',
  'Four of eight customers leave: their capacity is lowered, their PBXs are deleted, and those who stay get their numbers.',
  (names) => {
    const sns = Array.from({ length: customers }, () => names.serial());
    const dids = names.trunk('register-trunk-shared', customers * 3);
    const of = (n: number) => didIdsOf(dids.slice(n * 3, n * 3 + 3));
    const [withoutDids = '', ...withDids] = sns.slice(0, leaving);
    return [
      { action: 'add-trunk', dids },
      ...sns.map(
        (sn, n): ScenarioStep => ({
          action: 'create-pbx',
          sn,
          didIds: of(n),
          repository: { extensions: String(10 * (1 + names.upTo(20))) },
        }),
      ),
      {
        action: 'resize',
        sn: sns.slice(0, leaving),
        repository: { extensions: '0', concurrentCalls: '0' },
        note: 'four customers gave notice',
      },
      { action: 'delete-dids', didIds: of(0), note: 'the first takes its numbers with it' },
      { action: 'delete-pbx', sn: withoutDids, note: 'it has no numbers left' },
      ...withDids.map((sn): ScenarioStep => ({ action: 'delete-pbx', sn })),
      ...withDids.map(
        (_, n): ScenarioStep => ({
          action: 'assign-dids',
          sn: sns[leaving + n] ?? '',
          didIds: of(n + 1),
          note: 'the numbers of a deleted PBX go to another',
        }),
      ),
    ];
  },
);
