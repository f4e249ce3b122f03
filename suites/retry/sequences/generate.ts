import fc, { type Arbitrary } from 'fast-check';
import { arrivalTimes, delivered, intents, setups } from '../../../runner/rule-kit.ts';
import { kindOf, type SequenceReport, type SequenceStep } from '../../../schemas/sequence-step.ts';
import { WorkloadGenerator, type WorkloadSetup } from '../../../simulator/fleet/workload.ts';
import type { FleetMessage, Repository, WorkloadStep } from '../../../simulator/index.ts';
import { exampleRepository, isDidReport } from '../../../simulator/message/message.ts';

/** The maximum size of generated sequences. */
export interface SequenceSize {
  readonly pbxs: number;
  /** Administrator actions. Each adds two or three steps. */
  readonly intents: number;
  readonly withRestarts: boolean;
}

const retries = 1;
/** So few that PBXs get DIDs that others had. */
const didsOfTrunk = 3;
/** If a workload ends in a deletion, a late report may bring the PBX back. */
const often = ['give', 'give', 'delete-pbx', 'delete-pbx'] as const;
/** Messages pushed in the meantime, per PBX: enough that some are about the same PBX. */
const maxLate = 3;

/**
 * A fleet's workload as it may arrive: duplicated, late, with lost acks, joined in one message, and between forged messages, bad messages,
 * test messages and restarts.
 */
export function generatedSteps({
  pbxs,
  intents: max,
  withRestarts,
}: SequenceSize): Arbitrary<SequenceStep[]> {
  const received = fc.tuple(intents(pbxs, { often, didsOfTrunk }), arrivalTimes(retries, maxLate * pbxs));
  const marks = fc.array(mark(withRestarts), { minLength: markCount, maxLength: markCount });
  return fc
    .record({
      setup: setups(pbxs, {}),
      some: fc.array(received, { minLength: Math.ceil((max * 3) / 4), maxLength: max, size: 'max' }),
      marks,
    })
    .map(({ setup, some, marks }) => {
      const generator = new WorkloadGenerator(setup);
      const steps = some.map(([intent]) => generator.carryOut(intent));
      const seen = delivered(steps.map((own, n) => [own, some[n]?.[1] ?? [0]]));
      return disturbed(withoutOpenCapacities(asReports(setup, steps.flat(), seen)), marks);
    });
}

/** What happens before a report arrives, and how it arrives. */
interface Mark {
  readonly disturbance: SequenceStep['how'] | 'joined' | undefined;
  /** How much earlier (arrivals). */
  readonly earlier: number;
  /** How much newer a forged or bad report claims to be (seconds). */
  readonly newer: number;
  readonly isEmptied: boolean;
  /** Whether it comes after the other report if two about the same PBX arrive in one message. */
  readonly isSecond: boolean;
}

const markCount = 32;

function mark(withRestarts: boolean): Arbitrary<Mark> {
  const hows = ['lost-ack', 'lost-ack', 'other-secret', 'tampered', 'malformed-json', 'wrong-shape'] as const;
  return fc.record({
    disturbance: fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 8 },
      { arbitrary: fc.constantFrom(...hows), weight: 6 },
      { arbitrary: fc.constant('test' as const), weight: 1 },
      { arbitrary: fc.constant('joined' as const), weight: 3 },
      { arbitrary: fc.constant('restart' as const), weight: withRestarts ? 1 : 0 },
    ),
    earlier: fc.nat({ max: 3 }),
    newer: fc.nat({ max: 5 }),
    isEmptied: fc.boolean(),
    isSecond: fc.boolean(),
  });
}

/** A step and its place among the arrivals. */
interface Placed {
  readonly at: number;
  readonly step: SequenceStep;
}

function disturbed(arrivals: readonly SequenceReport[][], marks: readonly Mark[]): SequenceStep[] {
  const placed = arrivals.flatMap((reports, n): Placed[] => {
    const sent: Placed = { at: n, step: { how: 'sent', reports } };
    const mark = marks[n % marks.length];
    if (mark?.disturbance === undefined) return [sent];
    const { disturbance: how, earlier } = mark;
    if (how === 'joined')
      return [{ at: n, step: { how: 'sent', reports: joined(reports, arrivals.flat(), mark) } }];
    if (how === 'restart' || how === 'test') return [{ at: n - 0.5, step: { how } }, sent];
    const own = how === 'lost-ack' ? reports : reports.map((report) => invented(report, mark));
    return [{ at: n - earlier - 0.5, step: { how, reports: own } }, sent];
  });
  return placed.sort((a, b) => a.at - b.at).map(({ step }) => step);
}

/**
 * Joins a report with another one about the same PBX, or with a copy of itself. The newest report about a PBX always comes alone: another
 * rule checks which of several in one message wins.
 */
function joined(
  reports: readonly SequenceReport[],
  all: readonly SequenceReport[],
  { newer, isSecond }: Mark,
): SequenceReport[] {
  return reports.flatMap((report) => {
    const known = all.filter((other) => other.pbx === report.pbx && kindOf(other) === kindOf(report));
    const newest = Math.max(...known.map(({ at }) => at));
    const others = known.filter(({ at }) => at < newest);
    const other = others[newer % others.length];
    if (other === undefined || report.at === newest) return [report];
    return isSecond ? [other, report] : [report, other];
  });
}

const maxSeconds = 50;

/** A forged report: it claims to be newer. */
function invented(report: SequenceReport, { newer, isEmptied }: Mark): SequenceReport {
  const at = Math.min(report.at + newer, maxSeconds);
  if (report.event === undefined) return { ...report, at, capacity: { extensions: '9999' } };
  return { ...report, at, event: 'did_change', dids: isEmptied ? [] : [forgedDid] };
}

/** A DID number that no workload reaches. */
const forgedDid = 900;

/** The messages of a workload with numbers for PBXs and DIDs, and times numbered in order. */
function asReports(
  { sns }: WorkloadSetup,
  steps: readonly WorkloadStep[],
  seen: readonly FleetMessage[],
): SequenceReport[][] {
  const updateTimes = steps.filter(({ messages }) => messages.length > 0).map(({ updateTime }) => updateTime);
  const numbers = steps.flatMap(({ messages }) => messages.flat().flatMap((report) => didsOf(report) ?? []));
  const known = [...new Set(numbers)].sort();
  const inNumbers = (report: FleetMessage[number]): SequenceReport => {
    const common = { pbx: sns.indexOf(report.sn) + 1, at: updateTimes.indexOf(report.updateTime) + 1 };
    if (!isDidReport(report)) return { ...common, capacity: changedCapacity(report.repository) };
    const { event } = report;
    if (report.trunkDidInfoList === undefined) return { ...common, event };
    const dids = didsOf(report)?.map((did) => known.indexOf(did) + 1);
    return { ...common, event, dids: dids?.sort((a, b) => a - b) ?? null };
  };
  return seen
    .map((message) => message.map(inNumbers))
    .filter((reports) => reports.every(({ at }) => at <= maxSeconds));
}

function changedCapacity(repository: Repository): Repository {
  const changed = Object.entries(repository).filter(([name, value]) => exampleRepository[name] !== value);
  return changed.length > 0 ? Object.fromEntries(changed) : { extensions: repository.extensions ?? '5' };
}

/** The vendor doesn't say what happens to the capacity of a deleted PBX, so such reports are left out. */
function withoutOpenCapacities(arrivals: readonly SequenceReport[][]): SequenceReport[][] {
  const deleted = new Set(
    arrivals
      .flat()
      .filter(({ event }) => event === 'pce_delete')
      .map(({ pbx }) => pbx),
  );
  return arrivals
    .map((reports) => reports.filter((report) => report.event !== undefined || !deleted.has(report.pbx)))
    .filter(({ length }) => length > 0);
}

function didsOf(report: FleetMessage[number]): string[] | undefined {
  return isDidReport(report) ? report.trunkDidInfoList?.map(({ did }) => did) : undefined;
}
