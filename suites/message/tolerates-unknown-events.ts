import { expectAcknowledged, given } from '../../runner/context/expect.ts';
import type { MessageFacts } from '../../runner/context/identity.ts';
import { defineRule } from '../../runner/rule.ts';
import { capacityReport, didReport, testMessage } from '../../simulator/index.ts';

export const toleratesUnknownEvents = defineRule({
  id: 'message/tolerates-unknown-events',
  title: 'acknowledges an event that it does not know',
  level: 'should',
  basis: 'derived',
  requirements: ['all-events', 'acknowledge-with-2xx'],
  why: 'A webhook that is subscribed to all events gets those of the next version of YCM too: each one refused is sent again and recorded as failed.',
  hint: 'Acknowledge an item or a message that you do not know, and leave it at that.',
  inProduction:
    'YCM is upgraded, the webhook is subscribed to all events, and a new one arrives that the receiver answers 400. It is sent again with every retry, and the real failures drown among the recorded ones.',
  tried:
    'After a genuine report and the test message, sends an array with a new event, one with a new event that has a repository, one of reports with neither event nor repository, and an object with a new event. All have to be acknowledged.',
  lesson: 'tell-each-item',
  needs: ['carriage'],
  async run(ctx) {
    given(
      await ctx.deliver([didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime: ctx.updateTime() })]),
    );
    given(await ctx.deliver(testMessage));
    const sendings = newerMessages(ctx).map(([note, message]) => ctx.deliver(message, { note }));
    for (const sent of await Promise.all(sendings)) expectAcknowledged(ctx, sent);
  },
});

export function newerMessages(facts: MessageFacts): readonly (readonly [note: string, message: unknown])[] {
  const updateTime = facts.updateTime();
  const status = { trunkId: '114529', status: 'unreachable' };
  const capacity = capacityReport({ sn: facts.serial(), updateTime });
  return [
    [
      'an array with an event that is not documented',
      [{ event: 'trunk_status_change', sn: facts.serial(), trunkStatusList: [status], updateTime }],
    ],
    ['an array with a new event that has a repository', [{ event: 'capacity_warning', ...capacity }]],
    [
      'an array of reports with neither event nor repository',
      [{ sn: facts.serial(), firmware: { version: '91.2.0.1' }, updateTime }],
    ],
    [
      'an object with an event that is not documented',
      { event: 'license_expiry', message: 'The licence ends in 30 days.' },
    ],
  ];
}
