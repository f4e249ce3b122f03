import { describeOutcome, type Sent } from '../../../runner/rule-kit.ts';
import {
  isGenuineStep,
  isSameReport,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';
import { type Expected, isNewReport } from './expected.ts';
import { didName } from './names.ts';

/** A sequence for people: a numbered line per step, with the response. Pure. */
export function describeSteps(steps: readonly SequenceStep[], sent: readonly (Sent | undefined)[]): string[] {
  return steps.map((step, n) => {
    const one = sent[n];
    return `${n + 1}. ${stepInWords(step, steps.slice(0, n))}${one ? ` -> ${responseInWords(one)}` : ''}`;
  });
}

/** The content of a report: "PBX 1 has DID 1 and DID 2 (did_change at 3 s)". */
export function reportInWords({ pbx, at, event, dids, capacity }: SequenceReport): string {
  if (event === undefined) return `PBX ${pbx} has capacity ${capacityInWords(capacity)} (at ${at} s)`;
  if (event === 'pce_delete') return `PBX ${pbx} is deleted (at ${at} s)`;
  return `PBX ${pbx} has ${didsInWords(dids ?? [])} (${event} at ${at} s)`;
}

function stepInWords(step: SequenceStep, before: readonly SequenceStep[]): string {
  const what = reportsOf(step).map(reportInWords).join('; ');
  switch (step.how) {
    case 'sent':
      return sentInWords(step, before, what);
    case 'lost-ack':
      return `${sentInWords(step, before, what)}; the connection breaks before the response`;
    case 'other-secret':
      return `A forger sends a message signed with another secret: ${what}`;
    case 'tampered':
      return `A forger sends a message whose updateTime was changed after signing: ${what}`;
    case 'malformed-json':
      return `A forger sends a body that is cut off and isn't JSON: ${what}`;
    case 'wrong-shape':
      return `A forger sends a message with ${shapeInWords(step)}: ${what}`;
    case 'test':
      return 'YCM sends the test message';
    case 'restart':
      return 'The receiver is killed and restarted';
  }
}

function sentInWords(step: SequenceStep, before: readonly SequenceStep[], what: string): string {
  const reports = reportsOf(step);
  const first = before.findIndex((other) => isGenuineStep(other) && isSameMessage(reportsOf(other), reports));
  const known = before.filter(isGenuineStep).flatMap(reportsOf);
  const isLate = !reports.some((report) => isNewReport(report, known));
  if (first >= 0) return `YCM retries step ${first + 1}: ${what}`;
  return `YCM sends${isLate ? ' late' : ''}: ${what}`;
}

function isSameMessage(a: readonly SequenceReport[], b: readonly SequenceReport[]): boolean {
  return a.length === b.length && a.every((report, n) => isSameReport(report, b[n] ?? report));
}

function shapeInWords(step: SequenceStep): string {
  const [first] = reportsOf(step);
  return first?.event === undefined ? 'a string as its updateTime' : 'a string as its DID list';
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

function responseInWords({ outcome, elapsedMs }: Sent): string {
  if (outcome.kind === 'response') return String(outcome.status);
  return outcome.kind === 'aborted' ? 'not read' : describeOutcome(outcome, elapsedMs);
}

/** The expected final state of a PBX. */
export function endInWords({ pbx, newest }: Pick<Expected, 'pbx' | 'newest'>): string {
  if (newest.length === 0)
    return `Expected: PBX ${pbx} looks like an unknown PBX, because nothing genuine was sent about it`;
  return `Expected: PBX ${pbx} looks as if only this had been sent: ${newest.map(reportInWords).join('; ')}`;
}
