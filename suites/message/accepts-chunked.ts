import { defineRule, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';
import { chunkedBody } from '../../simulator/faults/chunked-body.ts';

export const acceptsChunked = defineRule({
  id: 'message/accepts-chunked',
  title: 'accepts a chunked message without Content-Length',
  level: 'should',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'The vendor does not document how a body is framed, and a proxy can change it. A receiver that reads Content-Length bytes reads nothing.',
  fix: 'Let the HTTP server read the body to its end instead of reading Content-Length bytes.',
  inProduction:
    'A new load balancer forwards bodies in chunks. Content-Length is gone, the receiver reads 0 bytes, and from that evening on every signature is wrong.',
  tried:
    'Sends a genuine message, then one with Transfer-Encoding: chunked instead of Content-Length. Expects a 2xx.',
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  async run(ctx) {
    const message = () => didChange(ctx, { dids: 8 });
    given(await ctx.deliver(message()));
    expectAcknowledged(ctx, await ctx.deliver(message(), { fault: chunkedBody }));
  },
});
