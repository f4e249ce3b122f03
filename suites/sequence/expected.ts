import {
  isGenuine,
  isSameReport,
  kindOf,
  pbxsOf,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from './step.ts';

/** What one PBX has to end as, once a sequence has arrived. */
export interface Expected {
  readonly pbx: number;
  /** The genuine reports that were newer than all before them, in the order in which they came. */
  readonly news: readonly SequenceReport[];
  /** The newest report of each kind, the older of the two first: what it has to end as if only these had come. */
  readonly newest: readonly SequenceReport[];
  /** Why nothing can be demanded; undefined when something can. */
  readonly open: string | undefined;
}

/**
 * What each PBX has to end as. It is the newest report that counts, in whatever order and however often they came; what is not
 * genuine, or no report, counts for nothing. Pure.
 *
 * @param isAcknowledged Whether the receiver acknowledged the step, for each of them.
 */
export function expectedOf(steps: readonly SequenceStep[], isAcknowledged: readonly boolean[]): Expected[] {
  const plain = pbxsOf(steps).map((pbx) => {
    const genuine = steps
      .filter(isGenuine)
      .flatMap(reportsOf)
      .filter((report) => report.pbx === pbx);
    const news = genuine.filter((report, n) => isNews(report, genuine.slice(0, n)));
    return { pbx, news, newest: newestOf(news) };
  });
  const acknowledged = steps.filter((_, n) => isAcknowledged[n]).flatMap(reportsOf);
  const owners = plain.flatMap(({ pbx, newest }) => didsAtTheEnd(newest).map((did) => ({ pbx, did })));
  return plain.map((one) => ({ ...one, open: openness(one, acknowledged, owners) }));
}

/** Whether a report says something newer than all of its kind before it. */
export function isNews(report: SequenceReport, before: readonly SequenceReport[]): boolean {
  return before.every(
    (other) => other.pbx !== report.pbx || kindOf(other) !== kindOf(report) || other.at < report.at,
  );
}

function newestOf(news: readonly SequenceReport[]): SequenceReport[] {
  const last = (['dids', 'capacity'] as const).flatMap(
    (kind) => news.findLast((report) => kindOf(report) === kind) ?? [],
  );
  return last.sort((a, b) => a.at - b.at);
}

function didsAtTheEnd(newest: readonly SequenceReport[]): readonly number[] {
  return newest.flatMap(({ event, dids }) => (event === 'pce_delete' ? [] : (dids ?? [])));
}

function openness(
  { pbx, news, newest }: Omit<Expected, 'open'>,
  acknowledged: readonly SequenceReport[],
  owners: readonly { readonly pbx: number; readonly did: number }[],
): string | undefined {
  if (!newest.every((report) => acknowledged.some((one) => isSameReport(one, report))))
    return 'its newest report was not acknowledged';
  if (
    news.some(({ event }) => event === 'pce_delete') &&
    news.some((report) => kindOf(report) === 'capacity')
  )
    return 'the vendor does not say what becomes of the capacity of a deleted PBX';
  const own = didsAtTheEnd(newest);
  if (owners.some((other) => other.pbx !== pbx && own.includes(other.did)))
    return 'another PBX has one of its DIDs too';
  return undefined;
}
