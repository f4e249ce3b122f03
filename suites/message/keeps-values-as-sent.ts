import { formOf, type ShownForm } from '../../runner/observation/learning/form.ts';
import {
  breakingTexts,
  fragileIds,
  fragileTexts,
  lossOf,
  showsEquivalent,
  similarNames,
} from '../../runner/properties/fragile-values.ts';
import {
  capacityChange,
  defineRule,
  didChange,
  type Effect,
  expectVisibleEffect,
  fail,
  given,
  givenEffect,
  isSame,
  type Json,
  mentions,
  type RuleContext,
  shorten,
  tryParts,
} from '../../runner/rule-kit.ts';
import type { TrunkDidInfo } from '../../simulator/index.ts';

export const keepsValuesAsSent = defineRule({
  id: 'message/keeps-values-as-sent',
  title: 'keeps text, ids and numbers unchanged',
  level: 'must',
  harm: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report'],
  why: 'YCM sends these values as text. A value that is cut or converted wrongly means another trunk, another number or another limit.',
  fix: 'Store values as text in columns that are long enough, in full UTF-8 (utf8mb4 in MySQL). Convert them to numbers only for calculations.',
  inProduction:
    'DIDs are stored in a numeric column. 0301234567 loses its leading zero, a long number is rounded, and the numbers of two customers become the same.',
  tried:
    'Checks that each acknowledged report has an effect, and that it leaves the fields that the observer shows unchanged. Sends trunk names of 32 to 1,024 characters, with accents, several scripts, emoji, quotes and markup. Sends ids of 20 digits (16 if they are shown as numbers), DIDs that differ only in the last digit, a leading zero or a leading plus (alone, and in one list), names that differ only in case, accents or full-width characters, and capacities with "yes", "no", 7 and 0, each for a new PBX and as a change of the same one (unless the observer shows all PBXs at once). Values that are rejected are not checked. Acknowledged values must appear unchanged; text may be in another canonical form of Unicode, or escaped for HTML. A name with a NUL or an unpaired surrogate may be rejected with a 4xx or cleaned. An end that is cut off at the surrogate fails. An end that is cut off at the NUL is only noted, because the observer may have cut it. Numbers may be normalized, as long as two different ones stay different and none disappears.',
  lesson: 'text-is-data',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'message/applies-every-item',
    'signature/accepts-non-ascii',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const { fields } = ctx.sees;
    const showsNames = fields.get('trunkName') === 'text';
    await expectVisibleEffect(ctx);
    const ids = (['didId', 'trunkId'] as const).flatMap((field) => {
      const form = fields.get(field);
      return form === 'text' || form === 'number' ? [[field, fragileIds[form]] as const] : [];
    });
    await tryParts(ctx, [
      (part) => expectNames(part, showsNames),
      ...(showsNames ? breakingTexts : []).map(
        ([what, middle]) =>
          (part: RuleContext) =>
            expectNotCut(part, middle, what),
      ),
      ...(showsNames ? [expectNamesApart] : []),
      ...ids.map(
        ([field, id]) =>
          (part: RuleContext) =>
            expectId(part, field, id),
      ),
      expectNumbersApart,
      (part) => expectCapacityApart(part, 'enableCallRecording', 'yes', 'no'),
      (part) => expectCapacityApart(part, 'extensions', '7', '0'),
    ]);
  },
});

type Changes = Partial<TrunkDidInfo> | readonly Partial<TrunkDidInfo>[];

/** The state after a report of DIDs with these values. Undefined if it is rejected: the vendor doesn't say how long a value may be. */
async function stateAfter(ctx: RuleContext, changes: Changes, note: string): Promise<Json | undefined> {
  return changedState(await resultOf(ctx, changes, note), note);
}

function changedState(result: Effect | undefined, note: string): Json | undefined {
  if (result && !result.isChanged)
    fail(`the effect of ${note}`, `message acknowledged, but state still ${shorten(result.state)}`, rejectIt);
  return result?.state;
}

const rejectIt =
  'Make room for every value that YCM may send. If your receiver hides the error that this value causes, log it, and do not respond with a 2xx to a report that was not stored.';

/** The same, whether it has an effect or not. */
async function resultOf(ctx: RuleContext, changes: Changes, note: string): Promise<Effect | undefined> {
  const sn = ctx.serial();
  const before = await ctx.observe(sn);
  const listed = [changes].flat();
  const dids = ctx.dids(listed.length).map((info, n) => ({ ...info, ...listed[n] }));
  const sent = await ctx.deliver(didChange(ctx, { sn, dids }), { note });
  if (!sent.isAcknowledged) return undefined;
  const after = await ctx.observeChange(sn, before);
  return { isChanged: !isSame(after, before), state: after };
}

/** Even if names don't show, a name must not make a report disappear. The shortest one that does is the one to report. */
async function expectNames(ctx: RuleContext, areShown: boolean): Promise<void> {
  const sent = fragileTexts.map(async ([what, trunkName]) => {
    const note = `a trunkName with ${what}`;
    return { note, trunkName, result: await resultOf(ctx, { trunkName }, note) };
  });
  for (const { note, trunkName, result } of await Promise.all(sent)) {
    const state = changedState(result, note);
    if (areShown) expectIn(state, trunkName, note);
  }
}

/** `what` describes the value. */
function expectIn(state: Json | undefined, value: string, what: string): void {
  if (state === undefined || formOf(state, value) !== undefined) return;
  const text = JSON.stringify(state).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
  if (showsEquivalent(value, text)) return;
  const loss = lossOf(value, text);
  const shown = loss === undefined ? `state ${shorten(state)}` : `the state shows it ${loss.how}`;
  fail(`${what} unchanged: ${shorten(value, 60)}`, shown, loss?.fix);
}

async function expectId(ctx: RuleContext, field: 'didId' | 'trunkId', id: string): Promise<void> {
  const what = `a ${field} of ${id.length} digits`;
  expectIn(await stateAfter(ctx, { [field]: id }, what), id, what);
}

/** A state may show none of the names. */
async function expectNamesApart(ctx: RuleContext): Promise<void> {
  const what = 'trunkNames that differ only in case, accents or the width of their characters';
  const names = similarNames.map((trunkName) => ({ trunkName }));
  const state = await stateAfter(ctx, names, what);
  if (state === undefined) return;
  const isShown = (name: string) =>
    formOf(state, name) !== undefined || showsEquivalent(name, JSON.stringify(state));
  const [lost, ...others] = similarNames.filter((name) => !isShown(name));
  if (lost === undefined || others.length === similarNames.length - 1) return;
  fail(`${what}, kept distinct: ${similarNames.join(', ')}`, `${lost} is missing`, keepUnnormalized);
}

const keepUnnormalized =
  'Store each name exactly as YCM sends it, and identify trunks by trunkId. Ignore case, accents and character width (NFKC) only in searches.';

/** What C takes for the end of a text. */
const nul = '\u0000';

/** A database may not be able to store it, and UTF-8 has no unpaired surrogates. Only silent loss of the rest is wrong. */
async function expectNotCut(ctx: RuleContext, middle: string, what: string): Promise<void> {
  // Numbers that occur nowhere else in the message.
  const [head = '', tail = ''] = ctx.dids(2).map(({ did }) => did);
  const name = `${head}${middle}${tail}`;
  const { state } = (await resultOf(ctx, { trunkName: name }, `a trunkName with ${what}`)) ?? {};
  // Some decoders take the first character after an unpaired surrogate for its other half.
  if (state === undefined || !mentions(state, head) || mentions(state, tail.slice(1))) return;
  if (middle === nul)
    return ctx.note(
      'the state shows a trunkName cut off at a NUL: either the receiver or the tool behind the observer cut it, as sqlite3 and libsql do',
    );
  fail(`a trunkName with ${what}, rejected or shown in full`, `the state shows it cut off at ${what}`);
}

/** Longer than any number that programs handle exactly. */
const long = '90071992547409931';

async function expectNumbersApart(ctx: RuleContext): Promise<void> {
  const form = ctx.sees.fields.get('did');
  if (form === undefined) return;
  const [tail = ''] = ctx.dids(1).map(({ did }) => did.slice(-4));
  const number = `${long}${tail}`;
  const state = await stateAfter(ctx, { did: number }, `a DID of ${number.length} digits`);
  if (state !== undefined && !showsDigits(state, number.slice(-12)))
    fail(`all ${number.length} digits of a DID: ${number}`, `state ${shorten(state)}`);
  if (form === 'within-text') return;
  for (const [first, what] of firstCharacters) {
    const [plain = ''] = ctx.dids(1).map(({ did }) => did);
    const longer = `${first}${plain}`;
    const shown = await stateAfter(ctx, { did: longer }, `a DID with ${what}`);
    if (shown !== undefined && formOf(shown, longer) === undefined && formOf(shown, plain) === form)
      fail(`the DID ${longer} kept distinct from ${plain}`, `both show as ${plain}`, keepNumbersApart);
    if (shown !== undefined && !showsDigits(shown, plain.slice(-12)))
      fail(`the DID ${longer}, which has ${what}`, `it is missing: state ${shorten(shown)}`, keepEveryNumber);
    if (shown !== undefined && formOf(shown, longer) === form) await expectBoth(ctx, first, form);
  }
}

/**
 * A receiver that shows each of them as sent must also show both of one list. The numbers are new: of two PBXs with the same number and
 * updateTime, a receiver may keep it for the first.
 */
async function expectBoth(ctx: RuleContext, first: string, form: ShownForm): Promise<void> {
  const [plain = ''] = ctx.dids(1).map(({ did }) => did);
  const longer = `${first}${plain}`;
  const dids = [longer, plain].map((did) => ({ did }));
  const state = await stateAfter(ctx, dids, `a list of the DIDs ${longer} and ${plain}`);
  const lost = dids.find(({ did }) => state !== undefined && formOf(state, did) !== form);
  if (lost) fail(`the DIDs ${longer} and ${plain} of one list`, `${lost.did} is missing`, keepNumbersApart);
}

const keepNumbersApart =
  'Store numbers as text, and compare them as text. If you normalize them, use a form in which different numbers stay different, such as E.164 with the plus.';

const keepEveryNumber =
  'Keep every DID of a list. Do not skip a number because of how it begins: national numbers begin with 0, international ones with +.';

const firstCharacters = [
  ['0', 'a leading zero'],
  ['+', 'a leading plus'],
] as const;

/** Whether it shows a number that ends with these digits: a normalized one may begin differently, and be grouped. */
function showsDigits(state: Json, last: string): boolean {
  return digitsIn(state).some((digits) => digits.includes(last));
}

/** The digits of each text and number. */
function digitsIn(state: Json): string[] {
  if (typeof state === 'string' || typeof state === 'number') return [String(state).replace(/\D/g, '')];
  if (typeof state !== 'object' || state === null) return [];
  return Object.entries(state).flatMap(([key, inner]) => [key.replace(/\D/g, ''), ...digitsIn(inner)]);
}

/** If a capacity shows under its own name, two values must not become equal, and a newer one must replace the other. */
async function expectCapacityApart(
  ctx: RuleContext,
  field: 'enableCallRecording' | 'extensions',
  one: string,
  other: string,
): Promise<void> {
  // If all PBXs are shown at once, the first value may be that of another one.
  if (!ctx.sees.capacity || ctx.sees.allAtOnce) return;
  const [sn, another] = [ctx.serial(), ctx.serial()];
  const report = (pbx: string, value: string, offset = 0) =>
    capacityChange(ctx, { sn: pbx, offset, repository: { [field]: value } });
  const before = await givenEffect(ctx, sn, report(sn, one), `a capacity with ${field} ${one}`);
  const after = await givenEffect(ctx, another, report(another, other), `a capacity with ${field} ${other}`);
  const valuesOf = (pbx: string, state: Json) => valuesNamed(partAbout(state, pbx), field);
  const [[first], [second]] = [valuesOf(sn, before), valuesOf(another, after)];
  if (first === undefined || second === undefined) return;
  if (isSame(first, second))
    fail(`${field} ${one} kept distinct from ${other}`, `both show as ${shorten(first, 60)}`);
  // An observer may use a word for 0, but another amount is a default.
  if (other === '0' && Number(second) > 0) fail(`${field} 0`, `it shows as ${shorten(second, 60)}`, keepZero);
  const note = `a newer report of the same PBX, which changes ${field} from ${one} to ${other}`;
  given(await ctx.deliver(report(sn, other, 10), { note }));
  const isStill = (state: Json) => isSame(valuesOf(sn, state), valuesOf(sn, before));
  if (isStill(await ctx.observeChange(sn, before)) && isStill(await ctx.observeQuiet(sn)))
    fail(`${field} ${other} after ${note}`, `it still shows as ${shorten(first, 60)}`, replaceCapacity);
}

const replaceCapacity =
  'Replace the stored capacity with the whole repository of the newest report. "no" and "0" are values like any other: do not skip them as if they were missing.';

const keepZero =
  'Use a default only for a missing value. In JavaScript, 0 || 10 is 10: write ?? instead of ||.';

/** Without the other entries of a list in which some are about this PBX: one call to the service may report on several. */
function partAbout(state: Json, sn: string): Json {
  if (typeof state !== 'object' || state === null) return state;
  if (!Array.isArray(state))
    return Object.fromEntries(Object.entries(state).map(([key, inner]) => [key, partAbout(inner, sn)]));
  const own = state.filter((entry) => mentions(entry, sn));
  return (own.length > 0 ? own : state).map((entry) => partAbout(entry, sn));
}

/** All values of this name, those of an object before those inside it. */
function valuesNamed(state: Json, name: string): Json[] {
  if (typeof state !== 'object' || state === null) return [];
  const own =
    !Array.isArray(state) && Object.hasOwn(state, name)
      ? [(state as Record<string, Json>)[name] ?? null]
      : [];
  return [...own, ...Object.values(state).flatMap((inner) => valuesNamed(inner, name))];
}
