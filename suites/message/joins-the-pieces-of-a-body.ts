import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAcknowledged,
  fail,
  type Json,
  mentions,
  type RuleContext,
  stateInWords,
  tryEach,
} from '../../runner/rule-kit.ts';
import { splitBody } from '../../simulator/faults/split-body.ts';
import { serialize } from '../../simulator/index.ts';
import { closestText } from '../cases/fragile-values.ts';

export const joinsThePiecesOfABody = defineRule({
  id: 'message/joins-the-pieces-of-a-body',
  title: 'joins the pieces of a body before it decodes them as text',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['compute-signature', 'event-report'],
  why: 'The network can split a body anywhere. If a piece ends in the middle of a character and is decoded alone, that character turns into replacement characters.',
  fix: 'Collect the pieces as bytes and join them. Decode them once, after you have verified the signature. In Node, use Buffer.concat, not body += chunk.',
  inProduction:
    'About one in a thousand messages with an umlaut is rejected, because its second packet begins in the middle of the umlaut. All tests pass, since a short body arrives in one piece.',
  procedure: [
    'Hookswitch sends a report with a name in several scripts.',
    'It sends more such reports in two pieces, each cut at a different byte inside a character.',
    'Your receiver must acknowledge all of them. If the observer shows trunk names, they must match the names that were sent.',
  ],
  lesson: 'sign-raw-bytes',
  explainedBy: ['signature/accepts-non-ascii', 'acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  async run(ctx) {
    const whole = newReport(ctx);
    const looks = ctx.sees.fields.has('trunkName');
    const before = looks ? await ctx.observe(whole.sn) : null;
    assumeAcknowledged(await ctx.deliver(whole.bytes, { note: 'a report with a name in several scripts' }));
    // Another rule checks names that are always stored wrong.
    const showsName = looks && mentions(await ctx.observeChange(whole.sn, before), name);
    await tryEach(ctx, [...whole.cuts.keys()], (part, n) => sendInPieces(part, n, showsName));
  },
});

/** Characters of two, three and four bytes. */
const name = 'Süd北😀';

function newReport(ctx: RuleContext) {
  const sn = ctx.serial();
  const format = { ...ctx.run.profile, escapeNonAscii: false };
  const bytes = serialize(didChange(ctx, { sn, trunkName: name }), format);
  const cuts = [...bytes.keys()].filter((at) => isWithinCharacter(bytes[at] ?? 0));
  return { sn, bytes, cuts };
}

/** UTF-8: the second and later bytes of a character begin with 10. */
function isWithinCharacter(byte: number): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000;
}

async function sendInPieces(ctx: RuleContext, n: number, showsName: boolean): Promise<void> {
  const { sn, bytes, cuts } = newReport(ctx);
  const before = showsName ? await ctx.observe(sn) : null;
  const sent = await ctx.deliver(bytes, { fault: splitBody(cuts[n] ?? 0) });
  expectAcknowledged(ctx, sent);
  if (!showsName) return;
  const state = await ctx.observeChange(sn, before);
  if (!mentions(state, name))
    fail(`the name ${JSON.stringify(name)} after ${sent.what}`, shownInstead(state), undefined, sent);
}

function shownInstead(state: Json): string {
  const closest = closestText(state, name);
  return closest === undefined
    ? `it is missing: ${stateInWords(state)}`
    : `the state shows ${JSON.stringify(closest)} instead`;
}
