import { expectAcknowledged, given } from '../../runner/context/expect.ts';
import { defineRule } from '../../runner/rule.ts';
import { chunkedBody } from '../../simulator/faults/chunked-body.ts';
import { didReport } from '../../simulator/index.ts';

export const acceptsChunked = defineRule({
  id: 'message/accepts-chunked',
  title: 'accepts a message that is sent in chunks, without a Content-Length',
  level: 'should',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'The vendor does not say how a body is framed, and a proxy on the way may change it: who reads Content-Length bytes reads none.',
  hint: 'Let the HTTP server read the body to its end instead of reading as many bytes as Content-Length says.',
  needs: ['body'],
  async run(ctx) {
    const message = () => [didReport({ sn: ctx.serial(), dids: ctx.dids(8), updateTime: ctx.updateTime() })];
    given(await ctx.deliver(message()));
    expectAcknowledged(ctx, await ctx.deliver(message(), { fault: chunkedBody }));
  },
});
