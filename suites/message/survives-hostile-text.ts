import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  expectAllHandled,
} from '../../runner/rule-kit.ts';
import { isRejected } from '../../simulator/index.ts';
import { hostileMessages, unknownNames } from '../cases/hostile-text.ts';

export const survivesHostileText = defineRule({
  id: 'message/survives-hostile-text',
  title: 'handles hostile text without crashing, and continues to work',
  level: 'must',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'People type trunk names, and some of these people are hostile. A message that always causes a 500 is retried again and again, and one that ends the process affects everyone.',
  fix: 'Use bound parameters in SQL, look events up in a Map, limit the depth of recursive code, and respond 400 to what your database or parser cannot handle.',
  inProduction:
    "Somebody names a trunk O'Brien. The SQL statement breaks, the response is a 500, and every retry fails the same way. The next name comes from an attacker who noticed.",
  procedure: [
    'Hookswitch sends a genuine message, one with a new field, and one with a new event.',
    'It sends reports with hostile trunk names: SQL, HTML, templates, a path, control characters, noncharacters, and 20,000 characters.',
    'It sends reports with fields, events and serial numbers named __proto__, constructor, toString and hasOwnProperty, and with serial numbers that are a path, SQL or a format string. If your receiver failed on a new field or event, it leaves out those with such a name.',
    'It sends reports with an updateTime beyond 2^53 or 2^63, and with 2,000 or 100,000 nested arrays.',
    'Your receiver must respond to each with a 2xx or a 4xx. A 5xx or a broken connection fails. Finally, it must respond to a genuine message with a 2xx.',
  ],
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    const plain = () => didChange(ctx, { trunkName: 'trunk' });
    assumeAcknowledged(await ctx.deliver(plain()));
    const unknown = unknownNames(ctx);
    const isHandled = async (message: unknown, note: string) => {
      const { isAcknowledged, outcome } = await ctx.deliver(message, { note });
      return isAcknowledged || isRejected(outcome);
    };
    const field = await isHandled(unknown.field, 'a report with a new field');
    const event = await isHandled(unknown.event, 'a report of an event that is new');
    await expectAllHandled(ctx, hostileMessages(ctx, ctx.run.profile, { field, event }));
    expectAcknowledged(ctx, await ctx.deliver(plain(), { note: 'a genuine message after the hostile ones' }));
  },
});
