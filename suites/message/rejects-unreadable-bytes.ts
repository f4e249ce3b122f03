import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllRejected,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';
import { notUtf8 } from '../cases/malformed-json.ts';

export const rejectsUnreadableBytes = defineRule({
  id: 'message/rejects-unreadable-bytes',
  title: 'rejects a signed body that is empty, or not UTF-8',
  level: 'may',
  sentBy: 'nobody',
  severity: 'lenient',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'A decoder that replaces invalid bytes changes names silently: two trunks can end up with the same name. If the receiver acknowledges an empty body, nobody notices that a message got lost on the way.',
  fix: 'Decode strictly, and respond 400 to anything that is not UTF-8: new TextDecoder("utf-8", { fatal: true }) in Node, bytes.decode() in Python, utf8.Valid in Go. Respond 400 to an empty body too.',
  inProduction:
    'A proxy converts bodies to Latin-1 and signs them again. Every "Zürich" becomes "Z�rich" in the database, and each message gets a 200. Months later, nobody can tell what the names were.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends a signed empty body, whitespace, and genuine reports whose trunk name contains bytes that are not UTF-8: a truncated character, a stray continuation byte, a slash encoded in two bytes, and an é in Latin-1.',
    'Your receiver must respond to each with a 4xx. By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-malformed-json', 'message/rejects-malformed-json'],
  needs: ['carriage'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    const garbled = notUtf8.map(
      ([what, bytes]) => [`a message that is not UTF-8: ${what}`, namedBy(ctx, bytes)] as const,
    );
    const noted = [
      ['an empty message', Buffer.alloc(0)] as const,
      ['a message of whitespace', Buffer.from(' \r\n')] as const,
      ...garbled,
    ];
    await expectAllRejected(ctx, noted);
  },
});

const placeholder = 'placeholder';

/** A report with these bytes as the name of its trunk. */
function namedBy(ctx: RuleContext, bytes: Uint8Array): Uint8Array {
  const message = serialize(didChange(ctx, { trunkName: placeholder }), ctx.run.profile);
  const at = message.indexOf(placeholder);
  return Buffer.concat([message.subarray(0, at), bytes, message.subarray(at + placeholder.length)]);
}
