import { formatting, writeJson } from '../../runner/properties/json-formatting.ts';
import { defineRule, didChange, expectAcknowledged, given } from '../../runner/rule-kit.ts';

export const acceptsAnyFormatting = defineRule({
  id: 'signature/accepts-any-formatting',
  title: 'accepts a genuine message however its JSON is formatted',
  level: 'must',
  harm: 'refuses-genuine',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'YCM promises no spacing, key order or escaping: a receiver that signs what it parsed and wrote again breaks with the next release.',
  fix: 'Compute the HMAC over the raw bytes of the body, before any parser or trim touches them; in Express: express.raw({ type: () => true }).',
  inProduction:
    'It works for months, since the parser and YCM happen to write JSON alike. Then an upgrade of YCM, of the framework or of a library changes a space or the order of keys, and from that minute every message is answered 401.',
  tried:
    'Sends one genuine message as the profile formats it, then the same kind of report in generated formats, each signed over its own bytes: spaces, tabs and line breaks before, after and within, keys in reverse order, / written as \\/, and one or all characters as \\u escapes. Every one has to be acknowledged. Numbers keep their form. A failing format is shrunk to the smallest.',
  lesson: 'sign-raw-bytes',
  needs: ['carriage'],
  async run(ctx) {
    const message = () => didChange(ctx, { trunkName: 'trunk/shared/1' });
    given(await ctx.deliver(message()));
    await ctx.forAll(formatting, async (form) => {
      const sent = await ctx.deliver(Buffer.from(writeJson(message(), form)), { note });
      expectAcknowledged(ctx, sent);
    });
  },
});

const note = 'a genuine message whose JSON is formatted in another way';
