import { assumeAcknowledged, defineRule, didChange, expectAcknowledged } from '../../runner/rule-kit.ts';
import { formatting, writeJson } from '../cases/json-formatting.ts';
import { showFormatting } from '../cases/show-case.ts';

export const acceptsAnyFormatting = defineRule({
  id: 'signature/accepts-any-formatting',
  title: 'accepts a genuine message with any JSON formatting',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'YCM promises no particular spacing, key order or escaping. A receiver that computes the HMAC over re-serialized JSON may fail with the next release of YCM.',
  fix: 'Compute the HMAC over the raw bytes of the body, before anything parses or trims them. In Express: express.raw({ type: () => true }).',
  inProduction:
    'The receiver works for months because its JSON library and YCM happen to format JSON the same way. Then an upgrade of YCM, the framework or a library changes a space or the key order, and every message gets a 401.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends the same kind of report in generated formats: with spaces, tabs and line breaks before, after and inside the JSON, with the keys in reverse order, with / written as \\/, and with one or all characters written as \\u escapes. Each message is signed over its own bytes. Numbers are never reformatted.',
    'Your receiver must respond with a 2xx to each message. If a format fails, Hookswitch reduces it to the simplest one that still fails.',
  ],
  lesson: 'sign-raw-bytes',
  detects: 'rejected-genuine',
  needs: ['carriage'],
  async run(ctx) {
    const message = () => didChange(ctx, { trunkName: 'trunk/shared/1' });
    assumeAcknowledged(await ctx.deliver(message()));
    await ctx.forAll(
      formatting,
      async (form) => {
        const sent = await ctx.deliver(Buffer.from(writeJson(message(), form)), { note });
        expectAcknowledged(ctx, sent);
      },
      { show: showFormatting },
    );
  },
});

const note = 'a genuine message with different JSON formatting';
