import { flagOf } from '../text/words/flags.ts';
import type { RuleResult } from './generated/types.ts';

/** What a rule needs to run. A rule is skipped if one of its needs isn't met. */
export type Need = NonNullable<RuleResult['need']>;

/** The labels of a need. */
interface NeedFacts {
  /** Completes "needs …". */
  readonly what: string;
  /** Why the check found it missing: "yours doesn't". */
  readonly lacking?: string;
  /** The option that provides it, if there is one. */
  readonly given?: GivenBy;
  /** A short form for the list of rules. Only for needs that the user must provide. */
  readonly brief?: string;
  /** What to do in the console, as a sentence. */
  readonly inConsole?: string;
  /** The page of docs/ that explains it. */
  readonly page?: string;
}

interface GivenBy {
  /** Its name in the library. */
  readonly option: string;
  /** An example of its value, quoted for a shell. Undefined if the option has no value. */
  readonly example: string | undefined;
  /** A placeholder in place of the example, for a short line. */
  readonly placeholder?: string;
  /** How to give the option, after its name. */
  readonly how?: string;
}

const observerUrl: GivenBy = {
  option: 'observeUrl',
  example: "'http://localhost:3000/state?sn={sn}'",
  placeholder: "'http://…/state?sn={sn}'",
};
const addObserver = 'Add an observer URL with {sn} that returns the state of one PBX as JSON.';
const startReceiver = 'Select “Start the receiver”.';
const executed = { example: "'node server.js'", placeholder: "'COMMAND'" };

export const needFacts: Readonly<Record<Need, NeedFacts>> = {
  observer: {
    what: "the receiver's state",
    given: observerUrl,
    brief: 'an observer',
    inConsole: addObserver,
    page: 'observers.md',
  },
  state: {
    what: "the receiver's current state, not its calls to the downstream service or a history",
    given: observerUrl,
    inConsole: addObserver,
    page: 'observers.md',
  },
  'pbx-state': {
    what: 'the state of each PBX separately',
    given: { ...observerUrl, how: ' with {sn}' },
    inConsole: addObserver,
    page: 'observers.md',
  },
  'own-states': { what: 'PBXs with separate states', lacking: 'fix message/keeps-pbxs-apart first' },
  'did-effects': {
    what: 'an observer that shows what a DID report changes',
    lacking: "yours doesn't",
    inConsole: 'Make the observer show what a DID report changes.',
  },
  'capacity-effects': {
    what: 'an observer that shows what a capacity report changes',
    lacking: "yours doesn't",
    inConsole: 'Make the observer show what a capacity report changes.',
  },
  'shown-dids': {
    what: 'an observer that shows the current DIDs of a PBX',
    lacking: "yours doesn't",
    inConsole: 'Make the observer show the current DIDs of a PBX.',
  },
  'shown-capacity': {
    what: 'an observer that shows the capacity of a PBX',
    lacking: "yours doesn't",
    inConsole: 'Make the observer show the capacity of a PBX.',
  },
  'named-calls': {
    what: "calls to the downstream service that contain a PBX's serial number, or its state",
    lacking: 'yours contain none',
    given: observerUrl,
    inConsole: addObserver,
    page: 'downstream.md',
  },
  downstream: {
    what: 'a simulated downstream service',
    given: { option: 'downstreamPort', example: '4000', placeholder: 'PORT' },
    brief: 'a downstream service',
    page: 'downstream.md',
  },
  restart: {
    what: 'to kill and restart the receiver',
    given: { option: 'restart', ...executed },
    brief: 'a command that starts the receiver',
    inConsole: startReceiver,
    page: 'kill-and-restart.md',
  },
  output: {
    what: "the receiver's output",
    given: { option: 'exec', ...executed, how: ' to start it' },
    inConsole: startReceiver,
  },
  carriage: {
    what: 'requests that carry a message; a GET without a body or query carries none',
  },
  body: { what: 'a message in the request body; a GET may carry it elsewhere' },
  https: { what: 'an https URL', brief: 'https' },
  'previous-secret': {
    what: "the webhook's previous secret",
    given: { option: 'previousSecret', example: 'OLD_SECRET', placeholder: 'NAME' },
    brief: 'a previous secret',
  },
  thorough: {
    what: 'many measurements, which take a minute',
    given: { option: 'thorough', example: undefined },
    brief: 'a thorough check',
    inConsole: 'Select “Thorough”, which takes minutes.',
  },
  'real-time': {
    what: 'real time, as it compares response times; what a receiver computes takes no simulated time',
    given: { option: 'time', example: 'real' },
  },
};

/** Every need. */
export const needs = Object.keys(needFacts) as readonly Need[];

/** What a rule needs, and why that is missing; completes "needs …". */
export function whatIsMissing(need: Need): string {
  const { what, lacking } = needFacts[need];
  return lacking === undefined ? what : `${what}; ${lacking}`;
}

/** The option that provides a need, with an example of its value. */
export function exampleFor(need: Need): string | undefined {
  const { given } = needFacts[need];
  return given && withValue(given.option, given.example);
}

/** Like {@link exampleFor}, with a placeholder instead of a longer value. */
export function shortExampleFor(need: Need): string | undefined {
  const { given } = needFacts[need];
  return given && withValue(given.option, given.placeholder ?? given.example);
}

function withValue(option: string, value: string | undefined): string {
  return value === undefined ? flagOf(option) : `${flagOf(option)} ${value}`;
}

/** What a rule needs, and how to provide it; completes "needs …". */
export function howToGive(need: Need): string {
  return `${needFacts[need].what}${addOption(need)}`;
}

/** Why a rule with this need was skipped. */
export function needSentence(need: Need): string {
  return `needs ${whatIsMissing(need)}${addOption(need)}`;
}

function addOption(need: Need): string {
  const { given } = needFacts[need];
  return given ? `: add ${flagOf(given.option)}${given.how ?? ''}` : '';
}
