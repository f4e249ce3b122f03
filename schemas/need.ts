import type { OptionName } from '../text/option-words.ts';
import { onlyWith, option, type Sentence, sentence } from '../text/option-words.ts';
import type { RuleResult } from './generated/types.ts';

/** What a rule needs to run. A rule is skipped if one of its needs isn't met. */
export type Need = NonNullable<RuleResult['need']>;

interface NeedFacts {
  /** Completes "needs …". */
  readonly what: string;
  /** The option that provides it, if there is one. */
  readonly option?: OptionName;
  /** How to give the option, after its name. */
  readonly how?: string;
}

const facts: Record<Need, NeedFacts> = {
  observer: { what: "the receiver's state", option: 'observeUrl' },
  state: {
    what: "the receiver's current state, not its calls to the downstream service or a history",
    option: 'observeUrl',
  },
  'pbx-state': { what: 'the state of each PBX separately', option: 'observeUrl', how: ' with {sn}' },
  'own-states': { what: 'PBXs with separate states; fix message/keeps-pbxs-apart first' },
  'did-effects': { what: "an observer that shows what a DID report changes; yours doesn't" },
  'capacity-effects': {
    what: "an observer that shows what a capacity report changes; yours doesn't",
  },
  'shown-dids': { what: "an observer that shows the DIDs of a PBX; yours doesn't" },
  'shown-capacity': { what: "an observer that shows the capacity of a PBX; yours doesn't" },
  downstream: { what: 'a simulated downstream service', option: 'downstreamPort' },
  restart: { what: 'to kill and restart the receiver', option: 'restart' },
  output: { what: "the receiver's output", option: 'exec', how: ' to start it' },
  carriage: { what: 'a message in the request; with getCarriage none, a GET carries no message' },
  body: { what: 'a message in the request body; this GET carries it elsewhere' },
  https: { what: 'an https URL' },
  'retired-secret': { what: "the webhook's previous secret", option: 'retiredSecret' },
  thorough: { what: 'many measurements, which take a minute', option: 'thorough' },
};

/** Every need. */
export const needs = Object.keys(facts) as readonly Need[];

/** What a rule needs; completes "needs …". */
export function whatIsNeeded(need: Need): string {
  return facts[need].what;
}

/** The option that provides a need, if there is one. */
export function optionFor(need: Need): OptionName | undefined {
  return facts[need].option;
}

/** What a rule needs and how to give it; completes "needs …". */
export function howToGive(need: Need): Sentence {
  const { what, option: name, how = '' } = facts[need];
  return name === undefined
    ? what
    : sentence`${what}${onlyWith(name, sentence`: add ${option(name)}${how}`)}`;
}

/** Why a rule with this need was skipped. */
export function needSentence(need: Need): Sentence {
  return sentence`needs ${howToGive(need)}`;
}
