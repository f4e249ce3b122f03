import {
  defineRule,
  type Effect,
  effectsOf,
  expectAcknowledged,
  fail,
  given,
  givenEffect,
  markOf,
  mentions,
  newCapacityReport,
  newDidReport,
  type RuleContext,
  tryParts,
} from '../../runner/rule-kit.ts';
import { type DidEvent, isRejected, unixSeconds } from '../../simulator/index.ts';

export const appliesEveryItem = defineRule({
  id: 'message/applies-every-item',
  title: 'applies every report of an array, for DIDs and for capacity',
  level: 'must',
  harm: 'loses-messages',
  basis: 'documented',
  requirements: ['did-change-event', 'capacity-change-event', 'event-report', 'sends-subscribed-events'],
  why: 'One message can report on many PBXs at once. A receiver that applies only one item, or none of this kind, loses the others and still responds 2xx.',
  fix: 'Iterate over the array and apply each item to the PBX that its sn names. A capacity report has no event field: recognize it by its repository. If your receiver already applies every item, check what the observer shows for each sn.',
  inProduction:
    'A shared trunk changes, and one message reports on twelve PBXs. The receiver applies the first item and responds 200. The other eleven PBXs stay wrong. In the tests, each message had one item.',
  tried:
    'Sends one DID report and, if that is acknowledged, an array of 5 about other PBXs; then the same with 4 capacity reports. Expects a 2xx for each array, and the state of every PBX to change. If the observer shows DIDs, the state must contain them. If none has an effect, tries a DID report with the current time, or capacity reports with other values and about a PBX with known DIDs, to name the cause. Then sends two did_delete reports and two trunk_delete reports about known PBXs, in an array each: if one has an effect, the other must have one too. Then sends an array with a known DID report, an older one and a new one about another PBX: the new one must be applied. Finally sends two arrays, each with two reports whose updateTimes are 20 seconds apart, the older one first or last. The next report about each PBX, 10 seconds later than its first one, must be applied.',
  lesson: 'tell-each-item',
  explainedBy: [
    'message/applies-simultaneous-messages',
    'message/keeps-pbxs-apart',
    'retry/keeps-distinct-messages',
  ],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    await tryParts(ctx, [
      (part) => tryArray(part, 'DID', 5),
      ...(ctx.sees.capacity ? [(part: RuleContext) => tryArray(part, 'capacity', 4)] : []),
      (part) => tryRemoval(part, 'did_delete'),
      (part) => tryRemoval(part, 'trunk_delete'),
      tryAfterKnown,
      (part) => tryOwnTimes(part, [0, 20]),
      (part) => tryOwnTimes(part, [20, 0]),
    ]);
  },
});

const otherForms = {
  objects: 'though a report outside an array is applied',
  milliseconds: 'though a report whose updateTime is in milliseconds is applied',
};

interface Item {
  readonly sn: string;
  /** Its DIDs: they show the effect if the observer shows DIDs. */
  readonly dids: readonly string[];
  readonly report: unknown;
}

function newDidItem(ctx: RuleContext): Item {
  const [sn, dids] = [ctx.serial(), ctx.dids(2)];
  const report = newDidReport(ctx, { sn, dids });
  return { sn, dids: dids.map((info) => markOf(ctx, info)), report };
}

function newCapacityItem(ctx: RuleContext): Item {
  const sn = ctx.serial();
  return { sn, dids: [], report: newCapacityReport(ctx, { sn }) };
}

async function tryArray(ctx: RuleContext, kind: 'DID' | 'capacity', count: number): Promise<void> {
  const newItem = kind === 'DID' ? newDidItem : newCapacityItem;
  const first = newItem(ctx);
  const alone = await effectsOf(ctx, [first.sn], [first.report], `one ${kind} report`);
  given(alone.sent);
  const items = Array.from({ length: count }, () => newItem(ctx));
  const note = `a message with ${items.length} ${kind} reports, each about a different PBX`;
  const sns = items.map(({ sn }) => sn);
  const message = items.map(({ report }) => report);
  const { sent, effects } = await effectsOf(ctx, sns, message, note);
  if (isRejected(sent.outcome)) expectAcknowledged(ctx, sent);
  given(sent);

  const showsDids = items.some((item, n) => isMentioned(item, effects[n]));
  const isApplied = (item: Item, n: number) =>
    effects[n]?.isChanged === true && (!showsDids || isMentioned(item, effects[n]));
  const missing = items.flatMap((item, n) => (isApplied(item, n) ? [] : [n + 1]));
  if (missing.length === 0) return;
  const which =
    missing.length === items.length
      ? 'none of them had an effect'
      : `${missing.length === 1 ? 'report' : 'reports'} ${missing.join(', ')} had no effect`;
  const hasNone = missing.length === items.length && alone.effects[0]?.isChanged === false;
  const { only, fix } = ctx.sees.onlyWhen
    ? { only: otherForms[ctx.sees.onlyWhen] }
    : hasNone
      ? await whenApplied(ctx, kind)
      : {};
  fail(
    `all ${items.length} ${kind} reports of one message applied, each to its own PBX`,
    `message acknowledged, but ${which}${only === undefined ? '' : `, ${only}`}`,
    fix,
  );
}

interface WhenApplied {
  readonly only: string;
  readonly fix?: string;
}

/** No report of this kind has had an effect. The receiver may apply a newer one, other values, or one about a known PBX. */
async function whenApplied(ctx: RuleContext, kind: string): Promise<WhenApplied> {
  const sn = ctx.serial();
  const hasEffect = async (report: unknown, what: string) =>
    (await effectsOf(ctx, [sn], [report], what)).effects[0]?.isChanged === true;
  const none = `and a message with a single ${kind} report had none either`;
  if (kind === 'DID') {
    const ageS = unixSeconds() - ctx.updateTime();
    const isApplied = await hasEffect(
      newDidReport(ctx, { sn, offset: ageS }),
      'a DID report with the current time',
    );
    return isApplied
      ? {
          only: `${none}, though one with the current time as its updateTime had one; the others were ${ageS} s old`,
          fix: ignoreAge,
        }
      : { only: none };
  }
  const others = newCapacityReport(ctx, { sn: ctx.serial(), repository: { extensions: '7192' }, offset: 10 });
  const whatOther = 'a capacity report with other values and a newer updateTime';
  if ((await effectsOf(ctx, [others.sn], [others], whatOther)).effects[0]?.isChanged)
    return {
      only: `${none}, though one with other values and a newer updateTime had one`,
      fix: identifyBySn,
    };
  const isApplied =
    (await hasEffect(newDidReport(ctx, { sn }), 'a DID report')) &&
    (await hasEffect(newCapacityReport(ctx, { sn, offset: 10 }), 'a capacity report about the same PBX'));
  return isApplied
    ? { only: `${none}, though one about a PBX with known DIDs had one`, fix: createPbx }
    : { only: none, fix: recognizeCapacity };
}

const ignoreAge =
  'Do not drop a report because it is old: it may be the newest about its PBX, for example after an outage, and nobody sends it again. Compare its updateTime only with the one stored for the same PBX and kind of report, not with the clock or with other PBXs.';

const identifyBySn =
  'Include the sn in what identifies a duplicate, and compare updateTime only with the one stored for the same PBX: two PBXs may get the same capacity in the same second.';

const createPbx =
  'Apply a capacity report even if no DIDs of its PBX are known yet: create the PBX. A PBX may have no DIDs, and its capacity may be reported first.';

const recognizeCapacity =
  'Apply capacity reports too. A capacity report has no event field: recognize it by its repository. If your receiver applies them, check whether the observer shows the capacity of each sn.';

/** Deleting a shared trunk sends an array. Another rule checks whether such an event has an effect at all. */
async function tryRemoval(ctx: RuleContext, event: DidEvent): Promise<void> {
  const sns = [ctx.serial(), ctx.serial()];
  for (const sn of sns) await givenEffect(ctx, sn, [newDidReport(ctx, { sn })], 'a DID report');
  const note = `a message with ${sns.length} ${event} reports, each about a known PBX`;
  const message = sns.map((sn) => newDidReport(ctx, { sn, event, offset: 10 }));
  const { sent, effects } = await effectsOf(ctx, sns, message, note);
  const missing = effects.findIndex(({ isChanged }) => !isChanged);
  if (!sent.isAcknowledged || missing < 0 || effects.every(({ isChanged }) => !isChanged)) return;
  fail(
    `the effect of both reports of ${note}`,
    `message acknowledged, but report ${missing + 1} had no effect`,
    `Iterate over the array for ${event} too. If several PBXs share a trunk, one message may report on all of them.`,
  );
}

/** A late message about several PBXs: newer reports about some of them came first. */
async function tryAfterKnown(ctx: RuleContext): Promise<void> {
  const [known, late, sn] = [ctx.serial(), ctx.serial(), ctx.serial()];
  const report = newDidReport(ctx, { sn: known });
  await givenEffect(ctx, known, [report], 'a DID report');
  await givenEffect(ctx, late, [newDidReport(ctx, { sn: late, offset: 10 })], 'a DID report');
  const message = [report, newDidReport(ctx, { sn: late }), newDidReport(ctx, { sn })];
  const note = 'a message with a known DID report, an older one and a new one, each about a different PBX';
  const { sent, effects } = await effectsOf(ctx, [sn], message, note);
  given(sent);
  if (effects[0]?.isChanged) return;
  fail(
    `the effect of the new report in ${note}`,
    'message acknowledged, but it had no effect',
    continueAfter,
  );
}

const continueAfter =
  'If a report of an array is a duplicate or older than the stored state, skip only this report and continue with the next one. Do not leave the loop, and do not skip the whole message.';

/** Each report has its own time. A next report is newer than the one before, whatever else was in the array. */
async function tryOwnTimes(ctx: RuleContext, offsets: readonly number[]): Promise<void> {
  const items = offsets.map((offset) => ({ sn: ctx.serial(), offset }));
  const order = items[0]?.offset === 0 ? 'older' : 'newer';
  const note = `an array of reports about two PBXs with different updateTimes, the ${order} one first`;
  const sns = items.map(({ sn }) => sn);
  const message = items.map((item) => newDidReport(ctx, item));
  const first = await effectsOf(ctx, sns, message, note);
  given(first.sent);
  expectAll(first.effects, `both reports of ${note}`);
  const next = items.map(async ({ sn, offset }) => {
    const report = newDidReport(ctx, { sn, dids: 2, offset: offset + 10 });
    const { sent, effects } = await effectsOf(ctx, [sn], [report], 'the next report about one of these PBXs');
    given(sent);
    return effects;
  });
  const effects = (await Promise.all(next)).flat();
  if (effects.some(({ isChanged }) => !isChanged)) await givenNextShows(ctx);
  expectAll(effects, `the next report about each PBX after ${note}`, compareOwnTime);
}

/** The observer may not show what the next report about a known PBX changes. */
async function givenNextShows(ctx: RuleContext): Promise<void> {
  const sn = ctx.serial();
  await givenEffect(ctx, sn, [newDidReport(ctx, { sn })], 'a DID report');
  const next = [newDidReport(ctx, { sn, dids: 2, offset: 10 })];
  await givenEffect(ctx, sn, next, 'the next DID report about the same PBX');
}

function expectAll(effects: readonly Effect[], what: string, fix?: string): void {
  const missing = effects.findIndex(({ isChanged }) => !isChanged);
  if (missing >= 0)
    fail(`the effect of ${what}`, `acknowledged, but PBX ${missing + 1} of the array shows none`, fix);
}

const compareOwnTime =
  'Compare the updateTime of each report with the one stored for its own PBX, and store it there. The reports of an array may have different times.';

function isMentioned({ dids }: Item, effect: Effect | undefined): boolean {
  return dids.length > 0 && dids.every((did) => mentions(effect?.state ?? null, did));
}
