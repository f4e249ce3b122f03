import fc from 'fast-check';
import { expectAcknowledged, expectCalm, expectRefused, given } from '../../runner/context/expect.ts';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { messages } from '../../runner/properties/arbitraries.ts';
import { defineRule } from '../../runner/rule.ts';
import { didReport, serialise } from '../../simulator/index.ts';

export const refusesMalformedJson = defineRule({
  id: 'message/refuses-malformed-json',
  title: 'refuses a signed message that is not JSON, and goes on serving',
  level: 'must',
  basis: 'derived',
  requirements: ['acknowledge-with-2xx', 'test-message'],
  why: 'What cannot be read is lost when it is acknowledged; a 500 looks like an outage, and an unhandled exception is one.',
  hint: 'Catch the error of the JSON parser and answer 400.',
  inProduction:
    'A proxy cuts a body off, and the parser throws. Where nobody catches it the process ends, or the answer is a 500 that looks like an outage; where everything is caught and answered 200, the message is lost without a trace.',
  tried:
    'After a genuine message, sends signed bodies that no parser takes for JSON: plain text, XML, brackets that do not match, 20,000 open brackets, and generated messages that break off. They have to be refused with a 4xx. What some parsers take (nothing, white space, a byte order mark, text behind it, UTF-16, NaN) may be answered with any 2xx or 4xx. At the end a genuine message has to be acknowledged.',
  lesson: 'check-the-shape',
  needs: ['carriage'],
  async run(ctx) {
    given(await ctx.deliver(plainMessage(ctx)));
    const refusals = notJson.map(([note, text]) => ctx.deliver(Buffer.from(text), { note }));
    for (const sent of await Promise.all(refusals)) expectRefused(sent);
    const answers = doubtful(ctx).map(([note, bytes]) => ctx.deliver(bytes, { note }));
    for (const sent of await Promise.all(answers)) expectCalm(sent);
    await ctx.forAll(truncation, async ({ message, share }) => {
      const whole = serialise(message, ctx.run.profile);
      const bytes = whole.subarray(0, 1 + Math.floor(share * (whole.length - 1)));
      expectRefused(await ctx.deliver(bytes, { note: 'a message whose JSON breaks off, signed as it is' }));
    });
    expectAcknowledged(
      ctx,
      await ctx.deliver(plainMessage(ctx), { note: 'a genuine message after all these' }),
    );
  },
});

function plainMessage(ctx: RuleContext) {
  return [didReport({ sn: ctx.serial(), dids: ctx.dids(1), updateTime: ctx.updateTime() })];
}

/** An object or array, cut before its last byte: no parser can take that for a whole. */
const truncation = fc.record({
  message: messages,
  share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

/** What no parser takes for JSON, however lenient. */
export const notJson: readonly (readonly [note: string, text: string])[] = [
  ['a message of plain text', 'DID numbers have changed'],
  ['a message of XML', '<?xml version="1.0"?><event>did_change</event>'],
  ['a message with brackets that do not match', '[{"event":"did_change"]}'],
  ['a message of closing brackets', ']}'],
  ['a message of 20,000 brackets that are never closed', '['.repeat(20_000)],
];

/** What some parsers read and others do not: how it is answered is their choice, but it is answered. */
function doubtful(ctx: RuleContext): readonly (readonly [note: string, bytes: Uint8Array])[] {
  const json = serialise(plainMessage(ctx), ctx.run.profile);
  const bytes = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
  return [
    ['an empty message', bytes()],
    ['a message of white space', bytes(' \r\n')],
    ['a message after a byte order mark', bytes('\uFEFF', json)],
    ['a message before other text', bytes(json, ' and so on')],
    ['a message in UTF-16', Buffer.from(json.toString('utf8'), 'utf16le')],
    ['a message that is not UTF-8', bytes('[{"event":"', Uint8Array.of(0xc3, 0x28, 0xff), '"}]')],
    ['a message of NULs', new Uint8Array(64)],
    ['a message with NaN for a number', bytes('[{"event":"did_change","updateTime":NaN}]')],
  ];
}
