import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';
import { doubledHeader } from '../../simulator/faults/doubled-header.ts';

export const rejectsDoubledHeader = defineRule({
  id: 'signature/rejects-doubled-header',
  title: 'refuses a message with two X-Signature headers, although one of them is genuine',
  level: 'should',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['signature-header'],
  why: 'When a proxy looks at one of two headers and the receiver at the other, a check in front of the receiver is worth nothing.',
  fix: 'Read all values of X-Signature and refuse unless there is exactly one; in Node: request.headersDistinct["x-signature"].',
  inProduction:
    'A gateway checks the first X-Signature and forwards both, and the receiver looks at the last: what was checked is not what counts.',
  tried:
    'After a genuine message, sends one with the genuine signature first and another one after it, and one the other way round. Both have to be refused.',
  lesson: 'one-header',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllRefused(ctx, [doubledHeader('first'), doubledHeader('last')]);
  },
});
