import {
  actualOf,
  assumeAcknowledged,
  assumeEffect,
  cannotTell,
  defineRule,
  effectsOf,
  fail,
  isSame,
  type Json,
  markOf,
  mentions,
  newDidReport,
  type RuleContext,
  stateInWords,
  tryParts,
} from '../../runner/rule-kit.ts';
import { isRecord } from '../../schemas/is-record.ts';
import { reportsAboutKnownPbx, type WrongReport } from '../cases/wrong-shapes.ts';

export const impossibleMessagesDestroyNothing = defineRule({
  id: 'message/impossible-messages-destroy-nothing',
  title: 'loses neither known DIDs nor valid reports because of a report that it cannot read',
  level: 'should',
  sentBy: 'nobody',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'event-report'],
  why: 'If the receiver treats a missing list, or one of the wrong type, as empty, a PBX loses all its DIDs. If it stops at an invalid item of an array that it acknowledges, YCM never sends the items after it again.',
  fix: "Validate all items of an array before you apply the first. Then either reject the whole array with a 4xx, or apply every valid item. Check that trunkDidInfoList is a list before you replace the stored one: only pce_delete may come without a list. Don't replace a missing or wrong field with a default.",
  inProduction:
    'One day trunkDidInfoList is missing because of a bug. The code says "|| []" for convenience, and a PBX loses all 200 of its numbers. Or the loop stops at an item that it cannot read, so the position in the array decides which PBXs are up to date. The response is a 200 in both cases, so nobody notices.',
  procedure: [
    'Hookswitch sends a DID change about several PBXs and waits for the effects.',
    'It sends a newer did_change about each: without a list, with null, a string, a number or true as the list, with a list of strings or numbers, or with another field of the wrong type.',
    'After a quiet period, each state must still show a known DID, or something of the new report: storing it unchanged passes. If the observer shows no DIDs, nothing is compared, and the result says so. A call to a service must contain something of the report too, or the report itself.',
    'It sends arrays of two valid reports with an invalid item between them: a number, null, a report whose updateTime is a word, a pce_delete whose list contains a word, or a report of an undocumented event.',
    'If your receiver acknowledges the array, it must have applied both valid reports. If it rejects the array, it must have applied both or neither.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-impossible-messages'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const assumed = assumeBothApplied(ctx);
    await Promise.allSettled([assumed]);
    if (!ctx.sees.marks) ctx.note('the observer shows no DIDs, so none can be missed');
    await tryParts(ctx, [
      ...(ctx.sees.marks ? reportsAboutKnownPbx : []).map(
        (wrong) => (part: RuleContext) => expectKept(part, wrong),
      ),
      ...badItems(ctx).map(([what, bad]) => async (part: RuleContext) => {
        await assumed;
        await expectNoLoss(part, what, bad);
      }),
    ]);
  },
});

async function expectKept(ctx: RuleContext, { what, make }: WrongReport): Promise<void> {
  const sn = ctx.serial();
  const dids = ctx.dids(2);
  const before = await assumeEffect(ctx, sn, [newDidReport(ctx, { sn, dids })]);
  const report = make(newDidReport(ctx, { sn, dids: 2, offset: 1 }));
  const sent = await ctx.deliver([report], { note: `a did_change report ${what}` });
  const after = await ctx.observeQuiet(sn);
  const known = dids.map((info) => markOf(ctx, info));
  const own = textsOf(report as Json).filter((text) => !mentions(before, text));
  const shows = (state: Json) => [...known, ...own].some((text) => mentions(state, text));
  const wiped = ctx.sees.state ? [after] : newCalls(before, after).filter((call) => !contains(call, report));
  const lost = shows(before) ? wiped.find((state) => !shows(state)) : undefined;
  if (lost === undefined) return;
  const shown = ctx.sees.state ? 'the state is' : 'your receiver called the service with';
  fail(
    `the DIDs of the PBX kept after ${sent.what}`,
    `no DID is left: ${shown} ${stateInWords(lost)}`,
    undefined,
    sent,
  );
}

function newCalls(before: Json, after: Json): readonly Json[] {
  const known = Array.isArray(before) ? before : [];
  const calls: readonly Json[] = Array.isArray(after) ? after : [];
  return calls.filter((call) => !known.some((one) => isSame(one, call)));
}

/** Whether a value, or one inside it, has all fields of a report that is passed on. */
function contains(value: Json, report: unknown): boolean {
  if (typeof value !== 'object' || value === null || !isRecord(report)) return false;
  const fields = value as Readonly<Record<string, Json>>;
  const isWhole = Object.entries(report).every(
    ([key, sent]) => sent === undefined || isSame(fields[key] ?? null, sent as Json),
  );
  return isWhole || Object.values(fields).some((inner) => contains(inner, report));
}

/** Shorter texts could be part of anything. */
const minTextLength = 4;

/** All strings, numbers and booleans in a report, except those about the PBX and the time. */
function textsOf(value: Json): string[] {
  if (['string', 'number', 'boolean'].includes(typeof value))
    return String(value).length < minTextLength ? [] : [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['event', 'sn', 'updateTime'].includes(key) ? [] : textsOf(inner as Json),
  );
}

async function assumeBothApplied(ctx: RuleContext): Promise<void> {
  const { sent, lost } = await tryBetweenGood(ctx, []);
  assumeAcknowledged(sent);
  if (lost.length > 0)
    cannotTell({
      reasonCode: 'no-effect-shown',
      rule: 'message/applies-every-item',
      detail: 'the observer shows no effect of two valid reports',
    });
}

function badItems(ctx: RuleContext): readonly (readonly [what: string, bad: unknown])[] {
  return [
    ['a report whose updateTime is a word', { ...newDidReport(ctx), updateTime: 'soon' }],
    ['a number', 5],
    ['null', null],
    [
      'a pce_delete whose list contains a word',
      { ...newDidReport(ctx, { event: 'pce_delete' }), trunkDidInfoList: ['none'] },
    ],
    ['a report of an undocumented event', { ...newDidReport(ctx), event: 'trunk_status_change' }],
  ];
}

async function expectNoLoss(ctx: RuleContext, what: string, bad: unknown): Promise<void> {
  const { sent, lost } = await tryBetweenGood(ctx, [bad], ` with ${what} between them`);
  const isWhole = lost.length === 0 || (lost.length === 2 && !sent.isAcknowledged);
  if (isWhole) return;
  const response = sent.isAcknowledged
    ? 'message acknowledged'
    : `partly applied and rejected (${actualOf(sent)})`;
  fail(
    `${sent.what}: both valid reports applied, or the whole array rejected`,
    `${response}, but the ${lost.join(' and ')} good ${lost.length === 1 ? 'report' : 'reports'} had no effect`,
    undefined,
    sent,
  );
}

async function tryBetweenGood(ctx: RuleContext, between: readonly unknown[], how = '') {
  const goods = [newDidReport(ctx), newDidReport(ctx)] as const;
  const message = [goods[0], ...between, goods[1]];
  const sns = goods.map(({ sn }) => sn);
  const { sent, effects } = await effectsOf(ctx, sns, message, `an array of two valid reports${how}`);
  const lost = (['first', 'second'] as const).filter((_, n) => effects[n]?.isChanged === false);
  return { sent, lost };
}
