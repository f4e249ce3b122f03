import { defineRule, didChange, expectAllRefused, given } from '../../runner/rule-kit.ts';
import { doubledHeader } from '../../simulator/faults/doubled-header.ts';

export const rejectsDoubledHeader = defineRule({
  id: 'signature/rejects-doubled-header',
  title: 'rejects a message with two X-Signature headers, even if one is genuine',
  level: 'should',
  harm: 'open-to-forgers',
  basis: 'derived',
  requirements: ['signature-header'],
  why: 'If a proxy reads one of two headers and the receiver the other, a check in the proxy is worthless.',
  fix: 'Read all values of X-Signature and reject the message unless there is exactly one. In Node: request.headersDistinct["x-signature"].',
  inProduction:
    'A gateway verifies the first X-Signature and forwards both, and the receiver reads the last. The verified signature is not the one that counts.',
  tried:
    'Sends a genuine message, then one with the genuine signature first and another one after it, and one the other way round. Expects a 4xx for both.',
  lesson: 'one-header',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllRefused(ctx, [doubledHeader('first'), doubledHeader('last')]);
  },
});
