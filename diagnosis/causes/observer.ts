import { mustShowOne, stateInWords } from '../../observation/index.ts';
import { saidInLog } from '../../runner/index.ts';
import { flagOf } from '../../text/words/flags.ts';
import { type Cause, type Follows, firstShown } from '../cause.ts';
import type { Facts } from '../facts.ts';

const appliesNothing =
  'If it already does, your receiver acknowledges messages without applying them. If it applied them in an earlier check, its worker or queue has stopped since then: look in its log for an exception, or for a message that it retries forever.';

/** The observer shows the same for every PBX, or nothing. It belongs to another receiver, or there is nothing to show. */
const showsNoEffect: Cause = ({ observer, results, printed }) => {
  const { learned, option: given } = observer ?? {};
  if (learned?.problem !== 'no-effect' || learned.appliesOnly || given === undefined) return undefined;
  const { state, isAbsent } = learned.resting;
  const follows = hasReason('nothing-shown', 'no-effect-shown');
  if (!results.some(follows)) return undefined;
  const { lateState } = observer ?? {};
  if (lateState !== undefined)
    return {
      cause: 'observer-shows-no-effect',
      title: 'Your observer shows the effect of a message later than the check waits.',
      evidence: [
        `your receiver acknowledged a DID change; the observer showed no effect in time, but at the end of the check it showed ${stateInWords(lateState)}`,
      ],
      fix: 'Raise --settle to more than an effect takes, for example to 10 s. If your observer caches what it shows, turn the cache off.',
      follows,
    };
  const isHttp = given === 'observeUrl';
  const [absent, wasAbsent] = isHttp
    ? ['responds 404 (or 410 or 204) for every PBX', 'responded like that']
    : ['prints nothing for any PBX', 'printed nothing'];
  return {
    cause: isAbsent ? 'observer-not-found' : 'observer-shows-no-effect',
    title: isAbsent
      ? `Your observer ${absent}, even after your receiver acknowledged a message about it.`
      : 'Your observer shows no change after messages that your receiver acknowledged.',
    evidence: [
      isAbsent
        ? `your receiver acknowledged a DID change and a capacity change; the observer ${wasAbsent} before and after each`
        : `your receiver acknowledged a DID change and a capacity change; before and after each, the observer showed ${stateInWords(state)}`,
      ...saidInLog({ printed }),
    ],
    fix: `Check ${flagOf(given)}${isHttp ? ' and its path' : ''}. The observer must show the state of the requested PBX in the receiver under test. ${appliesNothing}`,
    follows,
  };
};

const unstable: Cause = ({ observer, results }) => {
  const follows = hasReason('observer-unstable');
  const detail = results.find(follows)?.detail;
  if (detail === undefined || !observer) return undefined;
  if (observer.instability?.comesBack)
    return {
      cause: 'observer-unstable',
      title: 'Your observer switches between different states of a PBX, even when nothing is sent.',
      evidence: [detail, 'then an earlier state came back'],
      fix: `If your receiver runs as several instances or worker processes, each seems to keep its own state. A retry that reaches another instance is applied again. Store the state, and what you need to recognize duplicates, in a database that all instances share. If only one instance is running, make your observer (${flagOf(observer.option)}) omit what changes without a message.`,
      follows,
    };
  return {
    cause: 'observer-unstable',
    title: 'Your observer shows changes even when nothing is sent.',
    evidence: [detail],
    fix: `Make your observer (${flagOf(observer.option)}) omit anything that changes without a message, such as times, random IDs and counters. If it shows none of these, your receiver changes the state of a PBX without receiving a message about it.`,
    follows,
  };
};

/** How to show one PBX at a time. */
export function showOnePbx({ option: given, learned }: NonNullable<Facts['observer']>): string {
  const where = { observeUrl: ', with {sn} in its URL', observeCmd: ', with YCM_SN in its command' };
  const isRequested = learned?.problem === 'shows-all';
  const how = isRequested ? '' : (where[given as keyof typeof where] ?? '');
  return `Let ${flagOf(given)} show only the requested PBX${how}.`;
}

/** The observer shows every PBX, whichever is requested, and there are too many to read. */
const showsTooMuch: Cause = ({ observer, results }) => {
  const isTooMuch: Follows = ({ reasonCode: code, detail = '' }) =>
    code === 'observer-failed' && detail.includes(mustShowOne);
  const detail = results.find(isTooMuch)?.detail;
  if (detail === undefined || !observer) return undefined;
  return {
    cause: 'observer-shows-all',
    title:
      'Your observer shows more and more, whichever PBX is requested, until the check can read it no longer.',
    evidence: [detail],
    fix: showOnePbx(observer),
    follows: isTooMuch,
  };
};

const fails: Cause = ({ observer, results }) => {
  const follows = hasReason('observer-failed');
  const detail = results.find(follows)?.detail;
  if (detail === undefined || !observer || observer.learned) return undefined;
  return {
    cause: 'observer-fails',
    title: 'Your observer fails after your receiver gets a message.',
    evidence: [detail],
    fix: `${observer.option === 'observeUrl' ? 'Request the URL of' : 'Run'} ${flagOf(observer.option)} by hand after a message, and look at the error. Your receiver may have stored something that it can't read back.`,
    follows,
  };
};

/** Why the effects of messages are invisible. */
export const observerTrouble: Cause = (facts: Facts) =>
  firstShown([showsNoEffect, unstable, showsTooMuch, fails], facts);

function hasReason(...codes: readonly NonNullable<Facts['results'][number]['reasonCode']>[]): Follows {
  return ({ reasonCode: code }) => code !== undefined && codes.includes(code);
}
