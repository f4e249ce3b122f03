import {
  assumeEffect,
  defineRule,
  fail,
  isSame,
  type Json,
  markOf,
  mentions,
  newDidReport,
  type RuleContext,
  stateInWords,
  tryEach,
} from '../../runner/rule-kit.ts';
import { isRecord } from '../../schemas/is-record.ts';
import { reportsAboutKnownPbx, type WrongReport } from '../cases/wrong-shapes.ts';

export const wrongShapesDestroyNothing = defineRule({
  id: 'message/wrong-shapes-destroy-nothing',
  title: 'keeps the DIDs of a known PBX when a report has no readable list',
  level: 'should',
  sentBy: 'nobody',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['did-change-event'],
  why: 'If the receiver treats a missing list, or one of the wrong type, as empty, a PBX loses all its DIDs.',
  fix: "Check that trunkDidInfoList is a list before you replace the stored one, and respond 422 if it isn't. Only pce_delete may come without a list. Don't replace a missing or wrong field with a default.",
  inProduction:
    'One day trunkDidInfoList is missing because of a bug. The code says "|| []" for convenience, and a PBX loses all 200 of its numbers. The response is a 200, so nobody notices.',
  procedure: [
    'Hookswitch sends a DID change about several PBXs and waits for the effects.',
    'It sends a newer did_change about each: without a list, with null, a string, a number or true as the list, with a list of strings or numbers, or with another field of the wrong type.',
    'After a quiet period, each state must still show a known DID, or something of the new report: storing it unchanged passes. If the observer shows no DIDs, nothing is compared, and the result says so. A call to a service must contain something of the report too, or the report itself.',
  ],
  lesson: 'check-the-shape',
  explainedBy: ['message/survives-wrong-shapes'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    if (!ctx.sees.marks) return ctx.note('the observer shows no DIDs, so none can be missed');
    await tryEach(ctx, reportsAboutKnownPbx, expectKept);
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
