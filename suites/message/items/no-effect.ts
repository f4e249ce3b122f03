import { effectsOf, newCapacityReport, newDidReport, type RuleContext } from '../../../runner/rule-kit.ts';
import { unixSeconds } from '../../../simulator/index.ts';

/** What does have an effect if the report of an array has none, and the fix for that. */
interface WhenApplied {
  readonly only: string;
  readonly fix?: string;
}

/** No report of this kind has had an effect, in an array or alone. */
export function whenApplied(ctx: RuleContext, kind: 'DID' | 'capacity'): Promise<WhenApplied> {
  const none = `and a message with a single ${kind} report had none either`;
  return kind === 'DID' ? whenDidsApplied(ctx, none) : whenCapacityApplied(ctx, none);
}

/** The receiver may apply a report with the current time, for every PBX or only if it is the newest of all. */
async function whenDidsApplied(ctx: RuleContext, none: string): Promise<WhenApplied> {
  const reportWith = (offset: number) => newDidReport(ctx, { sn: ctx.serial(), offset });
  const now = unixSeconds();
  const newest = ctx.run.currentTime();
  const tries = [
    { time: now, which: 'with the current time as its updateTime' },
    // An earlier check may have sent a report with the current time.
    ...(newest > now ? [{ time: newest, which: 'that is newer than all others' }] : []),
  ];
  for (const { time, which } of tries) {
    const laterS = time - ctx.updateTime();
    if (!(await hasEffect(ctx, reportWith(laterS), `a DID report ${which}`))) continue;
    const had = `${none}, though one ${which} had one`;
    return (await hasEffect(ctx, reportWith(laterS - 1), 'a DID report about another PBX, one second older'))
      ? { only: `${had}; the others were ${laterS} s older`, fix: ignoreAge }
      : {
          only: `${had}; the next one, about another PBX and one second older, had none`,
          fix: compareSamePbx,
        };
  }
  return { only: none };
}

/** The receiver may apply other values, or a report about a PBX with known DIDs. */
async function whenCapacityApplied(ctx: RuleContext, none: string): Promise<WhenApplied> {
  const others = newCapacityReport(ctx, { sn: ctx.serial(), repository: { extensions: '7192' }, offset: 10 });
  if (await hasEffect(ctx, others, 'a capacity report with other values and a newer updateTime'))
    return {
      only: `${none}, though one with other values and a newer updateTime had one`,
      fix: identifyBySn,
    };
  const sn = ctx.serial();
  const isApplied =
    (await hasEffect(ctx, newDidReport(ctx, { sn }), 'a DID report')) &&
    (await hasEffect(
      ctx,
      newCapacityReport(ctx, { sn, offset: 10 }),
      'a capacity report about the same PBX',
    ));
  return isApplied
    ? { only: `${none}, though one about a PBX with known DIDs had one`, fix: createPbx }
    : { only: none, fix: recognizeCapacity };
}

async function hasEffect(ctx: RuleContext, report: { readonly sn: string }, what: string): Promise<boolean> {
  return (await effectsOf(ctx, [report.sn], [report], what)).effects[0]?.isChanged === true;
}

const ignoreAge =
  'Do not drop a report because it is old: it may be the newest about its PBX, for example after an outage, and nobody sends it again. Compare its updateTime only with the one stored for the same PBX and kind of report, not with the clock or with other PBXs.';

const compareSamePbx =
  'Keep one updateTime for each PBX and each kind of report. Compare the updateTime of a report only with the one of its own PBX: a report may be older than one about another PBX.';

const identifyBySn =
  'Include the sn in what identifies a duplicate, and compare updateTime only with the one stored for the same PBX: two PBXs may get the same capacity in the same second.';

const createPbx =
  'Apply a capacity report even if no DIDs of its PBX are known yet: create the PBX. A PBX may have no DIDs, and its capacity may be reported first.';

const recognizeCapacity =
  'Apply capacity reports too. A capacity report has no event field: recognize it by its repository. If your receiver applies them, check whether the observer shows the capacity of each sn.';
