import { type OptionName, onlyWith, option, type Sentence, sentence } from '../text/words/option-words.ts';
import type { RuleResult } from './generated/types.ts';

/** What a rule needs to run. A rule is skipped if one of its needs isn't met. */
export type Need = NonNullable<RuleResult['need']>;

interface NeedFacts {
  /** Completes "needs …". */
  readonly what: string;
  /** The option that provides it, if there is one. */
  readonly given?: GivenBy;
}

interface GivenBy {
  readonly option: OptionName;
  /** An example of its value, quoted for a shell. Undefined if the option has no value. */
  readonly example: string | undefined;
  /** How to give the option, after its name. */
  readonly how?: string;
}

const observerUrl: GivenBy = { option: 'observeUrl', example: "'http://localhost:3000/state?sn={sn}'" };
const command = "'node server.js'";

const facts: Record<Need, NeedFacts> = {
  observer: { what: "the receiver's state", given: observerUrl },
  state: {
    what: "the receiver's current state, not its calls to the downstream service or a history",
    given: observerUrl,
  },
  'pbx-state': {
    what: 'the state of each PBX separately',
    given: { ...observerUrl, how: ' with {sn}' },
  },
  'own-states': { what: 'PBXs with separate states; fix message/keeps-pbxs-apart first' },
  'did-effects': {
    what: "an observer that shows what a DID report changes; yours doesn't",
  },
  'capacity-effects': {
    what: "an observer that shows what a capacity report changes; yours doesn't",
  },
  'shown-dids': {
    what: "an observer that shows the current DIDs of a PBX; yours doesn't",
  },
  'shown-capacity': {
    what: "an observer that shows the capacity of a PBX; yours doesn't",
  },
  'named-calls': {
    what: "calls to the downstream service that contain a PBX's serial number (yours don't), or its state",
    given: observerUrl,
  },
  downstream: {
    what: 'a simulated downstream service',
    given: { option: 'downstreamPort', example: '4000' },
  },
  restart: {
    what: 'to kill and restart the receiver',
    given: { option: 'restart', example: command },
  },
  output: {
    what: "the receiver's output",
    given: { option: 'exec', example: command, how: ' to start it' },
  },
  carriage: {
    what: 'requests that carry a message; a GET without a body or query carries none',
  },
  body: { what: 'a message in the request body; a GET may carry it elsewhere' },
  https: { what: 'an https URL' },
  'previous-secret': {
    what: "the webhook's previous secret",
    given: { option: 'previousSecret', example: 'OLD_SECRET' },
  },
  thorough: {
    what: 'many measurements, which take a minute',
    given: { option: 'thorough', example: undefined },
  },
  'real-time': {
    what: 'real time, as it compares response times; what a receiver computes takes no simulated time',
    given: { option: 'time', example: 'real' },
  },
};

/** Every need. */
export const needs = Object.keys(facts) as readonly Need[];

/** What a rule needs; completes "needs …". */
export function whatIsNeeded(need: Need): string {
  return facts[need].what;
}

/** The option that provides a need, if there is one. */
export function optionFor(need: Need): OptionName | undefined {
  return facts[need].given?.option;
}

/** The option that provides a need, with an example of its value; empty if there is no option. */
export function exampleFor(need: Need): Sentence {
  const { given } = facts[need];
  return given ? [option(given.option, given.example)] : '';
}

/** What a rule needs and how to give it; completes "needs …". */
export function howToGive(need: Need): Sentence {
  const { what, given } = facts[need];
  if (!given) return what;
  const { option: name, how = '' } = given;
  return sentence`${what}${onlyWith(name, sentence`: add ${option(name)}${how}`)}`;
}

/** Why a rule with this need was skipped. */
export function needSentence(need: Need): Sentence {
  return sentence`needs ${howToGive(need)}`;
}
