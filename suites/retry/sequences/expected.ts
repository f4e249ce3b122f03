import {
  hasSeveralOf,
  isGenuineStep,
  isSameReport,
  kindOf,
  pbxsOf,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';

/** The expected final state of a PBX after a sequence. */
export interface Expected {
  readonly pbx: number;
  /** All genuine reports about it without duplicates, oldest first: the final state must be the same as after these. */
  readonly all: readonly SequenceReport[];
  /**
   * The newest report of each kind: the final state must be the same as after these alone. The newer one comes first, unlike in `all`: the
   * kinds are independent, so a value that depends on their order must differ.
   */
  readonly newest: readonly SequenceReport[];
  /** Why nothing can be demanded; undefined if something can. */
  readonly open: string | undefined;
}

/**
 * The expected final state of each PBX. The newest report counts, in whatever order and however often reports came. Messages that aren't
 * genuine, or aren't reports, don't count. Pure.
 *
 * @param isAcknowledged Whether the receiver acknowledged each step.
 */
export function expectedOf(steps: readonly SequenceStep[], isAcknowledged: readonly boolean[]): Expected[] {
  const plain = pbxsOf(steps).map((pbx) => {
    const genuine = steps
      .filter(isGenuineStep)
      .flatMap(reportsOf)
      .filter((report) => report.pbx === pbx);
    const all = genuine
      .filter((report, n) => genuine.findIndex((other) => isSameReport(other, report)) === n)
      .sort((a, b) => a.at - b.at);
    return { pbx, all, newest: newestOf(all) };
  });
  const acknowledged = steps.filter((_, n) => isAcknowledged[n]).flatMap(reportsOf);
  const owners = plain.flatMap(({ pbx, newest }) => didsAtTheEnd(newest).map((did) => ({ pbx, did })));
  const inOne = steps.flatMap((step) =>
    reportsOf(step).filter(({ pbx }) => isGenuineStep(step) && hasSeveralOf(step, pbx)),
  );
  return plain.map((one) => ({ ...one, open: openness(one, { acknowledged, owners, inOne }) }));
}

/** Whether a report is newer than all of its kind before it. */
export function isNewReport(report: SequenceReport, before: readonly SequenceReport[]): boolean {
  return before.every(
    (other) => other.pbx !== report.pbx || kindOf(other) !== kindOf(report) || other.at < report.at,
  );
}

function newestOf(all: readonly SequenceReport[]): SequenceReport[] {
  const last = (['dids', 'capacity'] as const).flatMap(
    (kind) => all.findLast((report) => kindOf(report) === kind) ?? [],
  );
  return last.sort((a, b) => b.at - a.at);
}

/** The DIDs that a PBX has after its newest reports. A deletion may list those that it had. */
export function didsAtTheEnd(newest: readonly SequenceReport[]): readonly number[] {
  return newest.flatMap(({ event, dids }) => (event === 'pce_delete' ? [] : (dids ?? [])));
}

interface Facts {
  readonly acknowledged: readonly SequenceReport[];
  readonly owners: readonly { readonly pbx: number; readonly did: number }[];
  /** Reports in one message with another report about the same PBX. */
  readonly inOne: readonly SequenceReport[];
}

function openness(
  { pbx, all, newest }: Omit<Expected, 'open'>,
  { acknowledged, owners, inOne }: Facts,
): string | undefined {
  if (!newest.every((report) => acknowledged.some((one) => isSameReport(one, report))))
    return 'its newest report was not acknowledged';
  if (all.some(({ event }) => event === 'pce_delete') && all.some((report) => kindOf(report) === 'capacity'))
    return 'the vendor does not say what happens to the capacity of a deleted PBX';
  // The vendor describes one item per PBX. Another rule checks which of several wins.
  if (newest.some((report) => inOne.some((one) => isSameReport(one, report))))
    return 'its newest report came in the same message as another one about it';
  const own = didsAtTheEnd(newest);
  if (owners.some((other) => other.pbx !== pbx && own.includes(other.did)))
    return 'another PBX also has one of its DIDs';
  return undefined;
}
