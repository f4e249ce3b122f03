import {
  assumeAcknowledged,
  defineRule,
  expectAllAcknowledged,
  messageToForge,
} from '../../runner/rule-kit.ts';
import { headerCase } from '../../simulator/faults/header-case.ts';

export const acceptsAnyHeaderCase = defineRule({
  id: 'signature/accepts-any-header-case',
  title: 'finds the X-Signature header in upper, lower or mixed case',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['signature-header'],
  why: 'Header names are case-insensitive (RFC 9110), and proxies and HTTP/2 write them in lower case.',
  fix: "Read the header with the framework's own method, which ignores case, and not from a plain list or map of names.",
  inProduction:
    'The receiver works in local tests, until a proxy, a tunnel or an HTTP/2 server in front of it writes x-signature. Then no message appears to have a signature, and all are rejected.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends three more, with the header written as x-signature, X-SIGNATURE and x-Signature.',
    'Your receiver must respond with a 2xx to each message.',
  ],
  lesson: 'one-header',
  detects: 'rejected-genuine',
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    await expectAllAcknowledged(
      ctx,
      headerNames.map((name) => headerCase(name)),
    );
  },
});

export const headerNames = ['x-signature', 'X-SIGNATURE', 'x-Signature'];
