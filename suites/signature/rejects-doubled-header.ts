import {
  assumeAcknowledged,
  defineRule,
  deliverWithEach,
  expectAllRefused,
  expectNotAcknowledged,
  messageToForge,
} from '../../runner/rule-kit.ts';
import { doubledHeader, joinedHeader } from '../../simulator/faults/doubled-header.ts';

const separators = [', ', ',', '; ', ';', ' '];

export const rejectsDoubledHeader = defineRule({
  id: 'signature/rejects-doubled-header',
  title: 'rejects a message with two X-Signature headers, even if one is genuine',
  level: 'should',
  sentBy: 'anyone',
  severity: 'open-to-forgers',
  basis: 'derived',
  requirements: ['signature-header'],
  why: 'If a proxy reads one of two headers and the receiver the other, a check in the proxy is worthless.',
  fix: 'Read all values of X-Signature and reject the message unless there is exactly one. In Node: request.headersDistinct["x-signature"].',
  inProduction:
    'A gateway verifies the first X-Signature and forwards both, and the receiver reads the last one. The verified signature is not the one that counts.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends two messages that have both a genuine and a wrong X-Signature header, one in each order. Your receiver must reject both with a 4xx.',
    'It sends messages with both signatures in one header, joined with a comma, a semicolon or a space, as proxies join them. None of them may get a 2xx.',
  ],
  lesson: 'one-header',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    const joined = separators.flatMap((separator) =>
      (['first', 'last'] as const).map((genuineIs) => joinedHeader(separator, genuineIs)),
    );
    await expectAllRefused(ctx, [doubledHeader('first'), doubledHeader('last')]);
    // Another rule finds a receiver that fails on a signature of another length.
    for (const sent of await deliverWithEach(ctx, joined)) expectNotAcknowledged(sent);
  },
});
