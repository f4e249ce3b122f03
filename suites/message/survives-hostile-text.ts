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
  title: 'handles a hostile trunk name without crashing, and continues to work',
  level: 'must',
  sentBy: 'ycm',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'event-report'],
  why: 'People type trunk names, and some of these people are hostile. A message that always causes a 500 is retried again and again, and one that ends the process affects everyone.',
  fix: 'Use bound parameters in SQL, and escape names where you build HTML, paths or commands. Respond 400 to what your database cannot handle.',
  inProduction:
    "Somebody names a trunk O'Brien. The SQL statement breaks, the response is a 500, and every retry fails the same way. The next name comes from an attacker who noticed.",
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends reports with hostile trunk names: SQL, HTML, templates, a path, and characters that separate lines or change the direction of text.',
    'Your receiver must respond to each with a 2xx or a 4xx. A 5xx or a broken connection fails. Finally, it must respond to a genuine message with a 2xx.',
  ],
  lesson: 'text-is-data',
  needs: ['carriage'],
  async run(ctx) {
    const plain = () => didChange(ctx, { trunkName: 'trunk' });
    assumeAcknowledged(await ctx.deliver(plain()));
    await expectAllHandled(ctx, hostileMessages(ctx));
    expectAcknowledged(ctx, await ctx.deliver(plain(), { note: 'a genuine message after the hostile ones' }));
  },
});
