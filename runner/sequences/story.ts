import type { Sent } from '../context/sent.ts';
import { describeOutcome } from '../evidence/describe.ts';
import { type Expected, isNews } from './expected.ts';
import { didName } from './names.ts';
import { isGenuineStep, isSameReport, reportsOf, type SequenceReport, type SequenceStep } from './step.ts';

/** A sequence as a person can follow it: a numbered line for each step, with what came back. Pure. */
export function storyOf(steps: readonly SequenceStep[], sent: readonly (Sent | undefined)[]): string[] {
  return steps.map((step, n) => {
    const answer = sent[n];
    return `${n + 1}. ${stepInWords(step, steps.slice(0, n))}${answer ? `: ${answerInWords(answer)}` : ''}`;
  });
}

/** What a report says: "PBX 1 has DID 1 and DID 2 (did_change at 3 s)". */
export function reportInWords({ pbx, at, event, dids, capacity }: SequenceReport): string {
  if (event === undefined) return `PBX ${pbx} has the capacity ${capacityInWords(capacity)} (at ${at} s)`;
  if (event === 'pce_delete') return `PBX ${pbx} is deleted (at ${at} s)`;
  return `PBX ${pbx} has ${didsInWords(dids ?? [])} (${event} at ${at} s)`;
}

function stepInWords(step: SequenceStep, before: readonly SequenceStep[]): string {
  const what = reportsOf(step).map(reportInWords).join('; ');
  switch (step.how) {
    case 'sent':
      return sentInWords(step, before, what);
    case 'lost-ack':
      return `${sentInWords(step, before, what)}, and the connection breaks before the answer`;
    case 'other-secret':
      return `Somebody else says, signed with another secret, that ${what}`;
    case 'tampered':
      return `A message is made newer by a second after it was signed: ${what}`;
    case 'malformed-json':
      return `A message is cut in its middle, so that it is no JSON: ${what}`;
    case 'wrong-shape':
      return `A message has ${shapeInWords(step)}: ${what}`;
    case 'restart':
      return 'The receiver is killed and started again';
  }
}

function sentInWords(step: SequenceStep, before: readonly SequenceStep[], what: string): string {
  const reports = reportsOf(step);
  const first = before.findIndex((other) => isGenuineStep(other) && isSameMessage(reportsOf(other), reports));
  const known = before.filter(isGenuineStep).flatMap(reportsOf);
  const isLate = !reports.some((report) => isNews(report, known));
  if (first >= 0) return `YCM sends the message of step ${first + 1} again: ${what}`;
  return `YCM says${isLate ? ' late' : ''} that ${what}`;
}

function isSameMessage(a: readonly SequenceReport[], b: readonly SequenceReport[]): boolean {
  return a.length === b.length && a.every((report, n) => isSameReport(report, b[n] ?? report));
}

function shapeInWords(step: SequenceStep): string {
  const [first] = reportsOf(step);
  return first?.event === undefined
    ? 'a word in the place of updateTime'
    : 'a word in the place of the list of DIDs';
}

function didsInWords(dids: readonly number[]): string {
  const names = dids.map(didName);
  const last = names.pop();
  if (last === undefined) return 'no DIDs';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}

function capacityInWords(capacity: SequenceReport['capacity']): string {
  return Object.entries(capacity ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function answerInWords({ outcome, elapsedMs }: Sent): string {
  if (outcome.kind === 'response') return `answered ${outcome.status}`;
  return outcome.kind === 'cut' ? 'nobody waits for it' : describeOutcome(outcome, elapsedMs);
}

/** What a PBX has to end as. */
export function endInWords({ pbx, newest }: Pick<Expected, 'pbx' | 'newest'>): string {
  if (newest.length === 0)
    return `Of PBX ${pbx} nothing genuine was said, so it has to be as one that is not known`;
  return `PBX ${pbx} has to end as if only this had come: ${newest.map(reportInWords).join('; ')}`;
}
