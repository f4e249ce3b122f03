import { defineRule, didChange, expectAllAcknowledged, given } from '../../runner/rule-kit.ts';
import { headerCase } from '../../simulator/faults/header-case.ts';

export const acceptsAnyHeaderCase = defineRule({
  id: 'signature/accepts-any-header-case',
  title: 'finds the signature in whatever case its header is written',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['signature-header'],
  why: 'Names of headers are case-insensitive (RFC 9110), and proxies and HTTP/2 write them in lower case.',
  fix: "Look the header up through the framework's own method, which ignores case, and not in a plain list or map of names.",
  inProduction:
    'It works with the sender on the desk, until a proxy, a tunnel or HTTP/2 stands in front and writes x-signature. Then no message has a signature any more, and all are refused.',
  tried:
    'After a genuine message, sends three more with the header written x-signature, X-SIGNATURE and x-Signature. Each has to be acknowledged.',
  lesson: 'one-header',
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllAcknowledged(
      ctx,
      headerNames.map((name) => headerCase(name)),
    );
  },
});

export const headerNames = ['x-signature', 'X-SIGNATURE', 'x-Signature'];
