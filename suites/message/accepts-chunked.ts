import { defineRule, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';
import { chunkedBody } from '../../simulator/faults/chunked-body.ts';

export const acceptsChunked = defineRule({
  id: 'message/accepts-chunked',
  title: 'accepts a message that is sent in chunks, without a Content-Length',
  level: 'should',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'The vendor does not say how a body is framed, and a proxy on the way may change it: who reads Content-Length bytes reads none.',
  fix: 'Let the HTTP server read the body to its end instead of reading as many bytes as Content-Length says.',
  inProduction:
    'A load balancer is put in front, and passes bodies on in chunks. Content-Length is gone, the receiver reads 0 bytes, and every signature is wrong from that evening on.',
  tried:
    'After a genuine message, sends one with Transfer-Encoding: chunked in the place of Content-Length. It has to be acknowledged.',
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  async run(ctx) {
    const message = () => didChange(ctx, { dids: 8 });
    given(await ctx.deliver(message()));
    expectAcknowledged(ctx, await ctx.deliver(message(), { fault: chunkedBody }));
  },
});
