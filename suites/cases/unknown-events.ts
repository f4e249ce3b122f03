import { type IdentityFacts, type Noted, newCapacityReport, newDidReport } from '../../runner/rule-kit.ts';

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

/** Reports that a later version of YCM might send about a known PBX, newer than what is known of it, with descriptions. */
export const newerReports: readonly (readonly [
  what: string,
  make: (facts: IdentityFacts, sn: string) => unknown,
])[] = [
  [
    'an undocumented event without a list',
    (facts, sn) => ({ event: 'pbx_restart', sn, updateTime: facts.updateTime(10) }),
  ],
  [
    'an undocumented event with a list of DIDs',
    (facts, sn) => ({ ...newDidReport(facts, { sn, offset: 10 }), event: 'did_quota_warning' }),
  ],
  [
    'an undocumented event with a repository',
    (facts, sn) => ({
      event: 'capacity_warning',
      ...newCapacityReport(facts, { sn, repository: { extensions: '7192' }, offset: 10 }),
    }),
  ],
];
