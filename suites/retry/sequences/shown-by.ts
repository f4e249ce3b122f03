import {
  hasSeveralOf,
  isGenuineStep,
  isSameReport,
  reportsOf,
  type SequenceStep,
} from '../../../schemas/sequence-step.ts';
import { isNewReport } from './expected.ts';

/** Steps that a rule checks separately. */
const rulesOf: {
  readonly rule: string;
  readonly has: (step: SequenceStep, before: readonly SequenceStep[]) => boolean;
}[] = [
  {
    rule: 'signature/rejected-has-no-effect',
    has: ({ how }) => ['other-secret', 'tampered', 'wrong-shape', 'malformed-json'].includes(how),
  },
  { rule: 'retry/keeps-what-it-acknowledged', has: ({ how }) => how === 'restart' },
  { rule: 'message/ignores-the-test-message', has: ({ how }) => how === 'test' },
  {
    rule: 'message/ends-with-the-newest-of-an-array',
    has: (step) => reportsOf(step).some(({ pbx }) => hasSeveralOf(step, pbx)),
  },
  { rule: 'retry/survives-a-lost-ack', has: ({ how }) => how === 'lost-ack' },
  { rule: 'retry/applies-once', has: isDuplicate },
  { rule: 'retry/ignores-a-late-older-message', has: isLate },
];

/** Bugs that new reports alone reveal. */
const rulesOfNewReports = [
  'message/keeps-pbxs-apart',
  'message/applies-every-item',
  'message/replaces-the-did-list',
];

/**
 * The rules whose bugs the steps of a shrunk sequence may reveal: those that check its unusual steps, or else the usual ones. Other rules
 * are unrelated, whether they fail or not. Pure.
 */
export function rulesShownBy(steps: readonly SequenceStep[]): string[] {
  const shown = rulesOf.filter(({ has }) => steps.some((step, n) => has(step, steps.slice(0, n))));
  return shown.length === 0 ? rulesOfNewReports : shown.map(({ rule }) => rule);
}

function isDuplicate(step: SequenceStep, before: readonly SequenceStep[]): boolean {
  const known = before.filter(isGenuineStep).flatMap(reportsOf);
  return (
    isGenuineStep(step) &&
    reportsOf(step).some((report) => known.some((other) => isSameReport(report, other)))
  );
}

/** Genuine, sent for the first time, and older than the last one. */
function isLate(step: SequenceStep, before: readonly SequenceStep[]): boolean {
  const known = before.filter(isGenuineStep).flatMap(reportsOf);
  return (
    isGenuineStep(step) &&
    !isDuplicate(step, before) &&
    reportsOf(step).some((report) => !isNewReport(report, known))
  );
}
