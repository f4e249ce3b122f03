import { type IdentityFacts, type Noted, newCapacityReport } from '../../runner/rule-kit.ts';

/**
 * What a later version of YCM might send, with descriptions. Each names its event, since the vendor doesn't say what an item without one
 * is.
 */
export function newerMessages(facts: IdentityFacts): Noted {
  const updateTime = facts.updateTime();
  const status = { trunkId: '114529', status: 'unreachable' };
  const capacity = newCapacityReport(facts);
  return [
    [
      'an array with an undocumented event',
      [{ event: 'trunk_status_change', sn: facts.serial(), trunkStatusList: [status], updateTime }],
    ],
    ['an array with a new event that has a repository', [{ event: 'capacity_warning', ...capacity }]],
    [
      'an object with an undocumented event',
      { event: 'license_expiry', message: 'The license ends in 30 days.' },
    ],
  ];
}
