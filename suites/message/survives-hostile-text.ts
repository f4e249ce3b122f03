import { hostileMessages } from '../../runner/properties/hostile-text.ts';
import { defineRule, didChange, expectAcknowledged, expectAllHandled, given } from '../../runner/rule-kit.ts';

export const survivesHostileText = defineRule({
  id: 'message/survives-hostile-text',
  title: 'answers calmly to text that is meant to break it, and goes on serving',
  level: 'must',
  harm: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'Names of trunks are typed in by people, some of them hostile: a message that always ends in a 500 is sent again and again, and one that ends the process ends it for all.',
  fix: 'Use bound parameters where text goes into SQL, look events up in a Map, limit your own recursion, and answer 400 to what your database or your parser cannot take.',
  inProduction:
    "A trunk is named O'Brien. The statement breaks, the message ends in a 500, and so do all its retries. The next name is chosen by somebody who has noticed.",
  tried:
    'After a genuine message, sends reports whose trunk names hold SQL, HTML, templates, a path, a NUL, control characters, half a character, noncharacters, or 20,000 characters; reports with fields and events named __proto__, constructor, toString and hasOwnProperty; and one with 2000 arrays within each other. Any 2xx or 4xx will do; a 5xx or a broken connection fails. At the end a genuine message has to be acknowledged.',
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    const plain = () => didChange(ctx, { trunkName: 'trunk' });
    given(await ctx.deliver(plain()));
    await expectAllHandled(ctx, hostileMessages(ctx, ctx.run.profile));
    expectAcknowledged(ctx, await ctx.deliver(plain(), { note: 'a genuine message after all these' }));
  },
});
