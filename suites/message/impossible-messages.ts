import fc from 'fast-check';
import {
  type AnyMessage,
  allOf,
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllSurvived,
  expectHandled,
  expectRefused,
  expectStillServes,
  expectSurvived,
  type Json,
  messages,
  mutate,
  mutations,
  type Noted,
  newCapacityReport,
  newDidReport,
  type Rule,
  type RuleContext,
} from '../../runner/rule-kit.ts';
import { serialize } from '../../simulator/index.ts';
import { impossibleText } from '../cases/hostile-text.ts';
import {
  blankBodies,
  doubtfulJson,
  notJson,
  notUtf8,
  truncated,
  truncation,
} from '../cases/malformed-json.ts';
import { showCut, showMutation } from '../cases/show-case.ts';
import {
  doubtfulMessages,
  wronglyTypedMessages,
  wrongMessages,
  wrongReports,
} from '../cases/wrong-shapes.ts';

/** Who accepts such a message. */
type AcceptedBy =
  /** No correct receiver. */
  | 'nobody'
  /** Decoders of several languages, unless they are told to be strict. */
  | 'lenient-decoders'
  /** Some correct receivers. */
  | 'some';

interface Impossible {
  readonly acceptedBy: AcceptedBy;
  readonly messages: Noted;
}

/** Correctly signed messages that YCM never sends. A check sends each once, and the rules below look at the response. */
function impossibleMessages(ctx: RuleContext): readonly Impossible[] {
  const { profile } = ctx.run;
  const message = didChange(ctx);
  const half = truncated({ message, share: 0.5 }, profile);
  const reports = wrongReports.map(
    ({ what, make }) => [`a did_change report ${what}`, didChange(ctx, { dids: 2 }).map(make)] as const,
  );
  const garbled = notUtf8.map(
    ([what, bytes]) => [`a message that is not UTF-8: ${what}`, namedBy(ctx, bytes)] as const,
  );
  const wronglyTyped = wronglyTypedMessages(newDidReport(ctx), newCapacityReport(ctx));
  return [
    { acceptedBy: 'nobody', messages: [...notJson, ['a message with truncated JSON', half]] },
    { acceptedBy: 'some', messages: doubtfulJson(serialize(message, profile)) },
    { acceptedBy: 'lenient-decoders', messages: [...blankBodies, ...garbled] },
    { acceptedBy: 'nobody', messages: [...wrongMessages, ...reports] },
    { acceptedBy: 'some', messages: doubtfulMessages(newDidReport(ctx)) },
    { acceptedBy: 'lenient-decoders', messages: wronglyTyped },
    { acceptedBy: 'some', messages: impossibleText(ctx, profile) },
  ];
}

type Texts = Omit<Rule, 'sentBy' | 'basis' | 'lesson' | 'needs' | 'run'>;

/** A rule about the responses to them. Those of a group are sent concurrently: if one ends the process, it breaks the others' connections. */
function aboutImpossible(
  texts: Texts,
  expectEach: (ctx: RuleContext, group: Impossible) => Promise<void>,
  afterwards: (ctx: RuleContext) => Promise<void> = async () => {},
): Rule {
  return defineRule({
    sentBy: 'nobody',
    basis: 'derived',
    lesson: 'check-the-shape',
    needs: ['carriage'],
    ...texts,
    async run(ctx) {
      assumeAcknowledged(await ctx.deliver(didChange(ctx, { dids: 2 })));
      for (const group of impossibleMessages(ctx)) await expectEach(ctx, group);
      await afterwards(ctx);
    },
  });
}

export const survivesImpossibleMessages = aboutImpossible(
  {
    id: 'message/survives-impossible-messages',
    title: 'survives signed messages that are not JSON, or not a message',
    level: 'should',
    severity: 'crashes',
    requirements: ['did-change-event', 'acknowledge-with-2xx', 'test-message'],
    why: 'An unhandled exception ends the process, and with it all the messages that it is working on.',
    fix: 'Catch the exception of the JSON parser and respond 400. Check the types of the fields you use before you use them, and that an item is an object before you access its fields. Respond 400 or 422 if one is wrong.',
    inProduction:
      'A bug in YCM truncates a body before signing it, or someone on the team sends signed test data with a wrong type. The parser throws, or the code reads item.sn when item is null. Nobody catches the exception, the process exits, and the messages that it was working on are lost too.',
    procedure: [
      'Hookswitch sends a genuine message.',
      'It sends signed bodies that are not JSON: plain text, XML, unbalanced brackets, 20,000 open brackets, bytes that are not UTF-8, and generated messages that are truncated. It also sends bodies that some parsers accept: empty, whitespace, a byte order mark, trailing text, UTF-16, NaN.',
      'It sends signed JSON that cannot be a message: numbers, strings, arrays of these, reports with a field of a wrong type, messages that some correct receivers accept, and generated messages with one value replaced or removed.',
      'It sends text that YCM never sends: fields, events and serial numbers named __proto__, constructor, toString and hasOwnProperty, a serial number that is a path, SQL or a format string, an updateTime beyond 2^53, 2,000 and 100,000 nested arrays, control characters, and a name of 20,000 characters.',
      'A connection may break if your receiver acknowledges the next genuine message at once. Finally, a genuine message must get a 2xx. Any response passes, even a 500, since YCM never sends such a message.',
    ],
    explainedBy: ['security/is-alive-at-the-end'],
  },
  (ctx, group) => expectAllSurvived(ctx, group.messages, { isShared: true }),
  async (ctx) => {
    const note = 'a message with truncated JSON, correctly signed';
    await ctx.forAll(truncation, (cut) => expectSurvived(ctx, truncated(cut, ctx.run.profile), { note }), {
      show: showCut,
    });
    await ctx.forAll(
      fc.record({ message: messages, change: mutations }),
      ({ message, change }) =>
        expectSurvived(ctx, mutate(withSerials(ctx, message), change), {
          note: 'a message with one value replaced or removed',
        }),
      { show: showMutation },
    );
    await expectStillServes(ctx, didChange(ctx, { dids: 2 }), 'a genuine message after the impossible ones');
  },
);

export const rejectsImpossibleMessages = aboutImpossible(
  {
    id: 'message/rejects-impossible-messages',
    title: 'responds with a 4xx to signed messages that are not JSON, or not a message',
    level: 'may',
    severity: 'lenient',
    requirements: ['did-change-event', 'acknowledge-with-2xx', 'test-message'],
    why: 'YCM never sends an acknowledged message again, so one that was not readable is lost without a trace. A 500 looks like an outage, so YCM keeps sending a message that can never be applied.',
    fix: 'Parse the message and check the types of the fields you use before you acknowledge it, and respond 400 or 422 if that fails. If you store messages first and read them later, keep the unreadable ones where somebody sees them.',
    inProduction:
      'A bug in YCM truncates a body before signing it, or a new version sends a list as an object. The receiver catches every error, or finds nothing to iterate over, and responds 200. Neither side notices that reports are missing.',
    procedure: [
      'Hookswitch sends a genuine message.',
      'It sends signed bodies that cannot be a message: plain text, XML, unbalanced brackets, 20,000 open brackets, truncated JSON, numbers, strings, arrays of these, and reports whose sn, updateTime or list has a wrong type. Your receiver must respond to each with a 4xx.',
      'It sends bodies that some parsers and some correct receivers accept, such as NaN, UTF-16, a list that contains null, or an sn that is a number, and text that YCM never sends, such as a field named __proto__, an updateTime beyond 2^53 or 100,000 nested arrays. Your receiver must respond to each with a 2xx or a 4xx.',
      'By default, a failure of this rule does not change the exit code.',
    ],
    explainedBy: ['message/survives-impossible-messages', 'message/impossible-messages-destroy-nothing'],
  },
  (ctx, group) => expectResponses(ctx, group, group.acceptedBy === 'nobody' ? expectRefused : expectHandled),
);

export const decodesStrictly = aboutImpossible(
  {
    id: 'message/decodes-strictly',
    title: 'rejects a field of the wrong type, an empty body, and bytes that are not UTF-8',
    level: 'may',
    severity: 'lenient',
    requirements: ['did-change-event', 'capacity-change-event', 'update-time', 'acknowledge-with-2xx'],
    why: 'A decoder that converts types or replaces invalid bytes has to guess what is meant. If the guess is wrong, the receiver stores wrong data, and nobody notices because the report was acknowledged.',
    fix: 'Decode strictly, and respond 400 to an empty body and to anything that is not UTF-8: new TextDecoder("utf-8", { fatal: true }) in Node, bytes.decode() in Python, utf8.Valid in Go. Validate each report against the JSON Schema of its event without converting types, and respond 422.',
    inProduction:
      'A version of YCM sends an updateTime as text. The code compares strings, so "999" is later than "1000", and the PBX keeps an old list. Or a proxy converts bodies to Latin-1 and signs them again. Every "Zürich" becomes "Z�rich" in the database, and months later, nobody can tell what the names were.',
    procedure: [
      'Hookswitch sends a genuine message.',
      'It sends a signed empty body, whitespace, and genuine reports whose trunk name contains bytes that are not UTF-8: a truncated character, a stray continuation byte, a slash encoded in two bytes, and an é in Latin-1.',
      'It sends reports with one value of the wrong type, such as an event that is null, an sn that is a number, an updateTime that is text, a trunkDidInfoList that is an object, or a repository that contains numbers.',
      'Your receiver must respond to each with a 4xx. By default, a failure of this rule does not change the exit code.',
    ],
    explainedBy: ['message/survives-impossible-messages', 'message/rejects-impossible-messages'],
  },
  async (ctx, group) => {
    if (group.acceptedBy === 'lenient-decoders') await expectResponses(ctx, group, expectRefused);
  },
);

async function expectResponses(
  ctx: RuleContext,
  { messages }: Impossible,
  expectOne: typeof expectHandled,
): Promise<void> {
  const tryOne = async ([note, message]: Noted[number]) =>
    expectOne(await ctx.deliver(message, { note, isShared: true }));
  await allOf(messages.map(tryOne));
}

/** The generated message, about PBXs that no other rule uses. */
function withSerials(ctx: RuleContext, message: AnyMessage): Json {
  const renamed = (item: object) => ('sn' in item ? { ...item, sn: ctx.serial() } : item);
  return (Array.isArray(message) ? message.map(renamed) : renamed(message)) as Json;
}

const placeholder = 'placeholder';

/** A report with these bytes as the name of its trunk. */
function namedBy(ctx: RuleContext, bytes: Uint8Array): Uint8Array {
  const message = serialize(didChange(ctx, { trunkName: placeholder }), ctx.run.profile);
  const at = message.indexOf(placeholder);
  return Buffer.concat([message.subarray(0, at), bytes, message.subarray(at + placeholder.length)]);
}
