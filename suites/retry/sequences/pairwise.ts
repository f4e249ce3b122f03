import { type Kind, kindOf, type SequenceReport, type SequenceStep } from '../../../schemas/sequence-step.ts';

/** The steps about one PBX, or about two related ones. */
type PbxSteps = readonly SequenceStep[];

/** What comes before a report. */
type Between = 'nothing' | 'duplicate' | 'other kind' | Exclude<SequenceStep['how'], 'sent' | 'restart'>;

const all: readonly Between[] = [
  ...(['nothing', 'duplicate', 'other kind', 'lost-ack'] as const),
  ...(['other-secret', 'tampered', 'malformed-json', 'wrong-shape', 'test'] as const),
];
/** Forged and bad messages are rejected before their content matters. */
const some: readonly Between[] = ['nothing', 'other kind', 'lost-ack', 'wrong-shape'];

/**
 * Sequences in which each possible step comes before a new report, a duplicate and a late report, once. This certainly finds bugs that need
 * two steps; random sequences cover those that need more. Each has at most `maxSteps` steps, or more if one PBX needs them. Pure.
 */
export function pairwiseSequences(maxSteps: number, withRestarts: boolean): SequenceStep[][] {
  const plain = [
    ...all.map((what, n) => historyOf('dids', what, n + 1)),
    ...some.map((what, n) => historyOf('capacity', what, n + 10)),
    ...all.map((what, n) => repeated('dids', what, n + 14)),
    ...some.map((what, n) => repeated('capacity', what, n + 23)),
    deleted(27),
    deletedAndBack(28),
    reassigned(29, 30),
    emptied(31),
    combined('dids', 32),
    combined('capacity', 33),
    deletedFirst(34),
    emptiedBehind(35),
  ];
  return [...interleaved(plain, maxSteps), ...(withRestarts ? [restarted(36)] : [])];
}

/** Interleaves the steps about several PBXs, up to this many, so that other steps come between two steps about one PBX. */
function interleaved(plain: readonly PbxSteps[], maxSteps: number): SequenceStep[][] {
  const groups: PbxSteps[][] = [];
  for (const one of plain) {
    const last = groups.at(-1);
    if (last && [...last, one].flat().length <= maxSteps) last.push(one);
    else groups.push([one]);
  }
  return groups.map((group) => {
    const rounds = Math.max(...group.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, n) => group.flatMap((one) => one[n] ?? [])).flat();
  });
}

/** A report, a newer one, an older report of the other kind, a duplicate and a late report. */
function historyOf(kind: Kind, what: Between, pbx: number): PbxSteps {
  const first = reportOf(kind, pbx, 10, 1);
  // If the other kind has come by then, an older report of it is late.
  const then = [reportOf(kind, pbx, 12, 2), otherKind(first, 8), first, reportOf(kind, pbx, 9, 3)];
  return [sent(first), ...then.flatMap((report) => [...before(what, report, first), sent(report)])];
}

/** Only a report and its duplicate, to show how often it was applied. */
function repeated(kind: Kind, what: Between, pbx: number): PbxSteps {
  const first = reportOf(kind, pbx, 10, 1);
  return [sent(first), ...before(what, first, first), sent(first)];
}

function before(what: Between, report: SequenceReport, first: SequenceReport): SequenceStep[] {
  if (what === 'nothing') return [];
  if (what === 'duplicate') return [sent(first)];
  if (what === 'test') return [{ how: 'test' }];
  if (what === 'other kind') return [sent(otherKind(first, 14))];
  return [{ how: what, reports: [what === 'lost-ack' ? report : forged(report)] }];
}

function otherKind(report: SequenceReport, at: number): SequenceReport {
  return reportOf(kindOf(report) === 'dids' ? 'capacity' : 'dids', report.pbx, at, at);
}

/** It claims to be the newest. */
function forged(report: SequenceReport): SequenceReport {
  return reportOf(kindOf(report), report.pbx, 15, 9);
}

/** Neither a late report nor a duplicate brings it back. */
function deleted(pbx: number): PbxSteps {
  const first = reportOf('dids', pbx, 10, 1);
  return [first, deletion(pbx, 11), deletion(pbx, 11), first, reportOf('dids', pbx, 9, 3)].map(sent);
}

/** The deletion overtakes the first report about the PBX. */
function deletedFirst(pbx: number): PbxSteps {
  return [deletion(pbx, 11), reportOf('dids', pbx, 10, 1)].map(sent);
}

function deletedAndBack(pbx: number): PbxSteps {
  const newer = reportOf('dids', pbx, 12, 2);
  return [reportOf('dids', pbx, 10, 1), deletion(pbx, 11), newer, deletion(pbx, 11), newer].map(sent);
}

/** Neither a late report nor a duplicate fills an empty list, but a new report does. */
function emptied(pbx: number): PbxSteps {
  const first = reportOf('dids', pbx, 10, 1);
  const empty = { ...first, at: 11, dids: [] };
  const newer = reportOf('dids', pbx, 12, 2);
  return [first, empty, first, reportOf('dids', pbx, 9, 3), empty, newer, empty].map(sent);
}

/** An empty list after a newer report of the other kind. The kinds have separate times, so the list isn't late. */
function emptiedBehind(pbx: number): PbxSteps {
  const first = reportOf('dids', pbx, 10, 1);
  return [first, otherKind(first, 14), { ...first, at: 12, dids: [] }].map(sent);
}

/** Two reports in one message, in order, reversed, and the same one twice. The newer one also comes alone and ends it. */
function combined(kind: Kind, pbx: number): PbxSteps {
  const report = (at: number) => reportOf(kind, pbx, at, at);
  const together = (...times: number[]): SequenceStep => ({ how: 'sent', reports: times.map(report) });
  return [together(10, 11), together(13, 12), sent(report(14)), together(10, 13), together(13, 13)];
}

/** A late report about a DID that another PBX has by now. */
function reassigned(pbx: number, other: number): PbxSteps {
  const has = (which: number, at: number, dids: number[]) =>
    sent({ pbx: which, at, event: 'did_change', dids });
  const did = pbx * 20;
  return [has(pbx, 10, [did]), has(other, 11, [did]), has(pbx, 12, []), has(pbx, 10, [did])];
}

/** One restart after the new report, and one of another PBX before it. */
function restarted(pbx: number): SequenceStep[] {
  const kinds = ['dids', 'capacity'] as const;
  const histories = kinds.flatMap((kind, n) =>
    [2, 4].map((kept, m) => {
      const all = historyOf(kind, n === m ? 'nothing' : 'lost-ack', pbx + 2 * n + m);
      return [all.slice(0, kept), all.slice(kept)] as const;
    }),
  );
  // Its work may have begun with the first attempt, and the retry is acknowledged before that work is stored.
  const retried = reportOf('dids', pbx + 4, 10, 1);
  return [
    ...histories.flatMap(([early]) => early),
    { how: 'lost-ack', reports: [retried] },
    sent(retried),
    { how: 'restart' },
    ...histories.flatMap(([, late]) => late),
  ];
}

function sent(report: SequenceReport): SequenceStep {
  return { how: 'sent', reports: [report] };
}

function deletion(pbx: number, at: number): SequenceReport {
  return { pbx, at, event: 'pce_delete', dids: null };
}

/** Each PBX has its own DIDs. */
function reportOf(kind: Kind, pbx: number, at: number, content: number): SequenceReport {
  if (kind === 'capacity') return { pbx, at, capacity: { extensions: String(1000 * content + pbx) } };
  return { pbx, at, event: 'did_change', dids: [pbx * 20 + content] };
}
