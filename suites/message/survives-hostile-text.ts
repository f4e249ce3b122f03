import { hostileMessages } from '../../runner/properties/hostile-text.ts';
import { defineRule, didChange, expectAcknowledged, expectAllHandled, given } from '../../runner/rule-kit.ts';

export const survivesHostileText = defineRule({
  id: 'message/survives-hostile-text',
  title: 'handles hostile text without crashing, and continues to work',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'People type trunk names, and some are hostile. A message that always causes a 500 is retried again and again, and one that ends the process affects everyone.',
  fix: 'Use bound parameters in SQL, look events up in a Map, limit the depth of recursive code, and respond 400 to what your database or parser cannot handle.',
  inProduction:
    "A trunk is named O'Brien. The SQL statement breaks, the response is a 500, and every retry fails the same way. The next name comes from an attacker who noticed.",
  tried:
    'Sends a genuine message, then reports with hostile values. The trunk names contain SQL, HTML, templates, a path, control characters, noncharacters, or 20,000 characters. Fields, events and serial numbers are named __proto__, constructor, toString and hasOwnProperty. Other serial numbers are a path, SQL or a format string. Other reports have an updateTime beyond 2^53 or 2^63, or 2,000 or 100,000 nested arrays. Any 2xx or 4xx passes; a 5xx or a broken connection fails. Finally expects a 2xx for a genuine message.',
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    const plain = () => didChange(ctx, { trunkName: 'trunk' });
    given(await ctx.deliver(plain()));
    await expectAllHandled(ctx, hostileMessages(ctx, ctx.run.profile));
    expectAcknowledged(ctx, await ctx.deliver(plain(), { note: 'a genuine message after the hostile ones' }));
  },
});
