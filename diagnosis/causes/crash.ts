import { type Crash, printedLines, type SentAtCrash, shapeOf } from '../../runner/index.ts';
import { count } from '../../text/words/count.ts';
import type { Cause } from '../cause.ts';
import type { Facts } from '../facts.ts';
import { decisive } from '../follows.ts';
import { messageInWords } from '../message-in-words.ts';
import type { SmallestCrashingMessage } from '../shrink-crash.ts';

const fix =
  "Catch exceptions while you process a message, so that they don't end the process. Respond with a 4xx to a message that you can't read.";

/** Some messages were sent again, and none of them crashes the receiver. */
const fixWithoutMessage =
  'Find the reason in its output. No message crashes it when it is sent again, so the crash depends on timing, or on what came before: two requests that change the same data without a lock, an exception in background work, or memory and files that it never releases.';

const fixCaught =
  'Fix the line that the evidence names. In production, an error that nobody catches ends the process, and so does process.exit. All requests in progress are lost.';

/** Hookswitch prevented the end of the receiver's process, which is also its own. */
export const caughtCrash: Cause = ({ crashes }) => {
  const caught = crashes.find(({ isCaught }) => isCaught);
  if (!caught) return undefined;
  return {
    cause: 'crash',
    title: titleOf(caught),
    evidence: [
      ...suspectsInWords(caught),
      `it ${caught.end}`,
      'Hookswitch kept it running, and checked the other rules',
    ],
    fix: fixCaught,
    follows: failsWithoutSending,
  };
};

/** The receiver's process ended. */
export const crash: Cause = ({ crashes, smallestCrashingMessage, canStart, results }) => {
  const [first] = crashes;
  if (!first || first.isCaught) return undefined;
  const known = crashes.find(({ by }) => by) ?? first;
  const [how, printed] = endOf(known);
  return {
    cause: 'crash',
    title: titleOf(known),
    evidence: [
      ...(known.by ? sentInWords(known.by, verbOf(known), smallestCrashingMessage) : suspectsInWords(known)),
      `it ${how}`,
      ...printedLines(printed),
      ...howItWentOn(crashes, results),
    ],
    fix:
      canStart || known.by
        ? adviceFor(known)
        : `${fix} To find the message that causes this, start your receiver with --exec.`,
    follows: (result) => {
      const outcome = decisive(result)?.outcome;
      return (
        result.reasonCode === 'receiver-gone' ||
        result.reasonCode === 'crashes' ||
        outcome?.kind === 'connection-failed' ||
        outcome?.kind === 'aborted' ||
        failsWithoutSending(result)
      );
    },
  };
};

function adviceFor({ by, during, recent = [], ruledOut = [] }: Crash): string {
  return !by && during.length + recent.length === 0 && ruledOut.length > 0 ? fixWithoutMessage : fix;
}

/** How a process ended, and its last output. */
function endOf({ end }: Crash): readonly [how: string, printed: string] {
  const [how = '', ...printed] = end.split('\n');
  return [how, printed.join('\n')];
}

/** A signal ends a process from outside. If somebody else started the receiver, only its port is known. */
function verbOf({ end }: Crash): string {
  return (
    /^(exited|was killed|stopped listening|ended its process|threw an error that nobody caught)\b/.exec(
      end,
    )?.[0] ?? 'stopped'
  );
}

/** The process ended, which no message needs to cause. */
function failsWithoutSending({ verdict, severity, evidence }: Facts['results'][number]): boolean {
  return verdict === 'fail' && severity === 'crashes' && evidence.attempts.length === 0;
}

const genuine = 'a genuine message';

function kindsOf({ message, fault }: SentAtCrash): string {
  return shapeOf(message, fault).kinds.join(', ');
}

function titleOf(crash: Crash): string {
  const { by, during, recent = [] } = crash;
  // A message that crashes the receiver mostly does so before its response.
  const [suspect, ...others] = during.length > 0 ? during.map(({ what }) => what) : recent;
  if (by) return `Your receiver crashes on ${by.what}${by.what === genuine ? ` (${kindsOf(by)})` : ''}.`;
  if (suspect && others.length === 0)
    return `Your receiver ${verbOf(crash)}, probably because of ${suspect}.`;
  return `Your receiver ${verbOf(crash)} during the check.`;
}

function sentInWords(
  { what, body, response }: SentAtCrash,
  verb: string,
  smallest?: SmallestCrashingMessage,
): string[] {
  const then = response === undefined ? [] : [`got ${response}, then it ${verb}`];
  if (!smallest) return [`sent ${what}: ${body}`, ...then];
  const stopped = smallest.isMinimal ? '' : ' (search stopped early)';
  return [
    `sent ${what}`,
    `smallest message found that crashes it${stopped}: ${messageInWords(smallest.message)}`,
  ];
}

function suspectsInWords(crash: Crash): string[] {
  const { during, recent = [], ruledOut = [] } = crash;
  const verb = verbOf(crash);
  const [only, ...others] = during;
  if (only && others.length + recent.length === 0) return sentInWords(only, verb);
  const named = (when: string, names: readonly string[]) =>
    names.length > 0 ? [`${when}: ${firstOf([...new Set(names)])}`] : [];
  return [
    ...named(
      `in flight when it ${verb}`,
      during.map(({ what }) => what),
    ),
    ...named(`got a response just before it ${verb}`, recent),
    ...named(`sent just before it ${verb}, and again without crashing it`, ruledOut),
  ];
}

/** How many messages are named. */
const maxNamed = 6;

function firstOf(names: readonly string[]): string {
  const others = names.length - maxNamed;
  return [...names.slice(0, maxNamed), ...(others > 0 ? [`and ${others} more`] : [])].join(', ');
}

function howItWentOn(crashes: readonly Crash[], results: Facts['results']): string[] {
  const gone = results.filter(({ reasonCode }) => reasonCode === 'receiver-gone');
  const skipped = results.filter(({ reasonCode }) => reasonCode === 'crashes');
  const [verb = '', ...others] = new Set(crashes.map(verbOf));
  const times =
    crashes.length > 1 ? [`it ${others.length === 0 ? verb : 'stopped'} ${crashes.length} times`] : [];
  const [lost] = gone;
  if (lost)
    return [
      ...times,
      `${count(gone.length, 'rule')} not checked: ${lost.detail ?? 'it did not come back up'}`,
    ];
  const but = skipped.length > 0 ? `, except ${skipped.length} that would crash it again` : '';
  return [...times, `it was restarted, and the other rules were checked${but}`];
}
