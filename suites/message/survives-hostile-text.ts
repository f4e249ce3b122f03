import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  expectAllHandled,
} from '../../runner/rule-kit.ts';
import { hostileMessages } from '../cases/hostile-text.ts';

export const survivesHostileText = defineRule({
  id: 'message/survives-hostile-text',
  title: 'handles hostile text without crashing, and continues to work',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'People type trunk names, and some of these people are hostile. A message that always causes a 500 is retried again and again, and one that ends the process affects everyone.',
  fix: 'Use bound parameters in SQL, look events up in a Map, limit the depth of recursive code, and respond 400 to what your database or parser cannot handle.',
  inProduction:
    "Somebody names a trunk O'Brien. The SQL statement breaks, the response is a 500, and every retry fails the same way. The next name comes from an attacker who noticed.",
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends reports with hostile trunk names: SQL, HTML, templates, a path, control characters, noncharacters, and 20,000 characters.',
    'It sends reports with fields, events and serial numbers named __proto__, constructor, toString and hasOwnProperty, and with serial numbers that are a path, SQL or a format string.',
    'It sends reports with an updateTime beyond 2^53 or 2^63, and with 2,000 or 100,000 nested arrays.',
    'Your receiver must respond to each with a 2xx or a 4xx. A 5xx or a broken connection fails. Finally, it must respond to a genuine message with a 2xx.',
  ],
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    const plain = () => didChange(ctx, { trunkName: 'trunk' });
    assumeAcknowledged(await ctx.deliver(plain()));
    await expectAllHandled(ctx, hostileMessages(ctx, ctx.run.profile));
    expectAcknowledged(ctx, await ctx.deliver(plain(), { note: 'a genuine message after the hostile ones' }));
  },
});
