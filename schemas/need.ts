import type { OptionName } from '../text/option-words.ts';
import { onlyWith, option, type Sentence, sentence } from '../text/option-words.ts';
import type { RuleResult } from './generated/types.ts';

/** What a rule needs to be tried at all; a rule whose need is not given is skipped. */
export type Need = NonNullable<RuleResult['need']>;

interface NeedFacts {
  /** Goes on after "needs". */
  readonly what: string;
  /** What a user gives for it; without it, nothing can be given. */
  readonly option?: OptionName;
  /** How the option has to be given, after its name. */
  readonly how?: string;
}

const facts: Record<Need, NeedFacts> = {
  observer: { what: 'to see the state of the receiver', option: 'observeUrl' },
  state: {
    what: 'to see the state of the receiver as it is now, not its calls to the downstream or a history',
    option: 'observeUrl',
  },
  'pbx-state': { what: 'to see the state of one PBX alone', option: 'observeUrl', how: ' with {sn}' },
  'own-states': { what: 'PBXs with a state of their own; fix message/keeps-pbxs-apart first' },
  'did-effects': { what: "to see what a DID report changes, which the observer doesn't show" },
  'capacity-effects': { what: "to see what a capacity report changes, which the observer doesn't show" },
  'shown-dids': { what: "to see which DIDs a PBX has, which the observer doesn't show" },
  'shown-capacity': { what: "to see a PBX's capacity, which the observer doesn't show" },
  downstream: { what: 'to play the service that the receiver calls', option: 'downstreamPort' },
  restart: { what: 'to kill the receiver and start it again', option: 'restart' },
  carriage: { what: 'messages that are carried: with getCarriage none a GET carries nothing' },
  body: { what: 'messages in the body of the request: here a GET carries them elsewhere' },
  https: { what: 'a receiver that is reached over https' },
  'retired-secret': { what: 'a secret that the webhook had before', option: 'retiredSecret' },
  thorough: { what: 'many measurements, which take a minute', option: 'thorough' },
};

/** Every need. */
export const needs = Object.keys(facts) as readonly Need[];

/** What it is that a rule needs; goes on after "needs". */
export function whatIsNeeded(need: Need): string {
  return facts[need].what;
}

/** What a user gives for it, if there is something to give. */
export function optionFor(need: Need): OptionName | undefined {
  return facts[need].option;
}

/** What a rule needs and how to give it; goes on after "needs". */
export function howToGive(need: Need): Sentence {
  const { what, option: name, how = '' } = facts[need];
  return name === undefined
    ? what
    : sentence`${what}${onlyWith(name, sentence`: give ${option(name)}${how}`)}`;
}

/** Why a rule with this need was skipped. */
export function needSentence(need: Need): Sentence {
  return sentence`needs ${howToGive(need)}`;
}
