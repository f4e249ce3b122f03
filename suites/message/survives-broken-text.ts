import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectHandled,
  fail,
  mentions,
  type RuleContext,
  tryEach,
} from '../../runner/rule-kit.ts';

/** The end of a text in C. */
const nul = '\u0000';

/** The middle of a name. Many JSON libraries can't write the second of these. */
const brokenTexts = [
  ['a NUL', nul],
  ['half a character', '\ud800'],
] as const;

export const survivesBrokenText = defineRule({
  id: 'message/survives-broken-text',
  title: 'rejects or keeps a name with a NUL or half a character, without failing',
  level: 'may',
  sentBy: 'nobody',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'JSON can escape text that databases and UTF-8 cannot store. YCM probably never sends such text, but a message that always causes a 500 is retried in vain.',
  fix: 'Respond with a 4xx to text that your database cannot store, or remove the characters: a NUL, and the surrogates U+D800 to U+DFFF without their other half.',
  inProduction:
    'A script creates trunks and cuts their names after 32 UTF-16 units, in the middle of an emoji. PostgreSQL rejects the name, the response is a 500, and every retry fails the same way.',
  procedure: [
    'Hookswitch runs this rule after all others but one, because an observer may not be able to show such a name, nor any other PBX after it. It sends a genuine message.',
    'It sends two reports: one trunk name contains a NUL, the other contains the first half of a surrogate pair as an escape.',
    'Any 2xx or 4xx passes. If your receiver acknowledges a report and the observer shows names, the text after the half character must not be missing. If a name ends at the NUL, the result only mentions it, as the observer may have cut the name. The same is true of an observer that fails.',
  ],
  lesson: 'text-is-data',
  needs: ['carriage'],
  runs: 'last',
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx, { trunkName: 'trunk' })));
    await tryEach(ctx, brokenTexts, expectWhole);
  },
});

async function expectWhole(ctx: RuleContext, [what, middle]: (typeof brokenTexts)[number]): Promise<void> {
  const note = `a trunkName with ${what}`;
  const sn = ctx.serial();
  // Numbers that occur nowhere else in the message.
  const [head = '', tail = ''] = ctx.dids(2).map(({ did }) => did);
  const message = didChange(ctx, { sn, trunkName: `${head}${middle}${tail}` });
  const before = ctx.sees.fields.get('trunkName') === 'text' ? await look(ctx.observe(sn)) : undefined;
  const sent = await ctx.deliver(message, { note });
  expectHandled(sent);
  if (!sent.isAcknowledged || before === undefined) return;
  const state = await look(ctx.observeChange(sn, before));
  if (state === undefined)
    return ctx.note(`after ${note}, the observer showed no state, so nobody knows whether it was kept`);
  // Some decoders take the first character after half a character for its other half.
  if (!mentions(state, head) || mentions(state, tail.slice(1))) return;
  if (middle === nul)
    return ctx.note(
      'the state shows a trunkName cut off at a NUL: either the receiver or the tool behind the observer cut it, as sqlite3 and libsql do',
    );
  fail(`${note}, rejected or shown in full`, `the state shows it cut off at ${what}`, undefined, sent);
}

/** Undefined if nothing can be seen. */
function look<T>(looking: Promise<T>): Promise<T | undefined> {
  return looking.catch(() => undefined);
}
