import { assumeTaken, defineRule, expectTaken, watchDidChange } from '../../runner/rule-kit.ts';
import { chunkedBody } from '../../simulator/faults/chunked-body.ts';

const lengthRequired = 411;
const needsLength =
  'the receiver, or a proxy in front of it, responds to chunked messages with 411: it works as long as YCM sends a Content-Length';

export const acceptsChunked = defineRule({
  id: 'message/accepts-chunked',
  title: 'reads a chunked message, or requires a Content-Length',
  level: 'should',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'The vendor does not document how a body is framed, and a proxy can change the framing. A receiver that reads Content-Length bytes reads nothing from a chunked body.',
  fix: "Let the HTTP server read the body to its end instead of reading Content-Length bytes. If the framework can't, such as Django under WSGI, respond 411, or use a proxy that buffers bodies.",
  inProduction:
    'A new load balancer forwards bodies in chunks. Without a Content-Length, the receiver reads 0 bytes, and rejects every signature from then on.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends another one with Transfer-Encoding: chunked instead of Content-Length. Your receiver must respond with a 2xx, or with a 411, the status by which an HTTP server requires a Content-Length.',
    'If your receiver acknowledges the message and the observer shows DIDs, the message must take effect too.',
  ],
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  async run(ctx) {
    const dids = 8;
    assumeTaken(await watchDidChange(ctx, { dids }));
    const change = await watchDidChange(ctx, { dids, fault: chunkedBody });
    const { outcome } = change.sent;
    // "A server MAY reject a request that contains a message body but not a Content-Length by responding with 411" (RFC 9112, 6.3).
    if (outcome.kind === 'response' && outcome.status === lengthRequired) return ctx.note(needsLength);
    expectTaken(ctx, change);
  },
});
