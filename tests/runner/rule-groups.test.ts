import { describe, expect, it } from 'vitest';
import { ruleGroupsOf } from '../../runner/rule-groups.ts';
import { ownRule } from './own-rules.ts';

const sends = (name: string, severity: 'open-to-forgers' | 'refuses-genuine') =>
  ownRule(name, async () => {}, { level: 'must', severity });
const observes = (name: string, severity: 'open-to-forgers' | 'refuses-genuine') =>
  ownRule(name, async () => {}, { level: 'must', severity, needs: ['observer'] });

const rules = [
  observes('observes-refusing', 'refuses-genuine'),
  observes('observes-open', 'open-to-forgers'),
  sends('sends-refusing', 'refuses-genuine'),
  sends('sends-open', 'open-to-forgers'),
  ownRule('may', async () => {}, { level: 'may' }),
];
const state = { receiver: { process: undefined }, observation: { observer: { isPerPbx: true } } };
const namesOf = (isTight: boolean) =>
  ruleGroupsOf(rules, state, isTight).map((group) => group.rules.map(({ id }) => id.split('/').at(-1)));

const apart = ['one', 'other'].map((name) =>
  ownRule(name, async () => {}, { needs: ['observer'], runs: 'apart' }),
);
const groupsOfApart = (isTight: boolean, isPerPbx = true) =>
  ruleGroupsOf(apart, { ...state, observation: { observer: { isPerPbx } } }, isTight).length;

describe('the groups of rules', () => {
  it('are one each for rules that run apart, and one for all of them if time is short and each PBX has a state', () => {
    expect([groupsOfApart(false), groupsOfApart(true), groupsOfApart(true, false)]).toEqual([2, 1, 2]);
  });

  it('are those that only send, then those that observe', () => {
    expect(namesOf(false)).toEqual([
      ['sends-refusing', 'sends-open', 'may'],
      ['observes-refusing', 'observes-open'],
    ]);
  });

  it('are one for each level if time is short, with the most harmful first, and first those that only send', () => {
    expect(namesOf(true)).toEqual([
      ['sends-open', 'sends-refusing', 'observes-open', 'observes-refusing'],
      ['may'],
    ]);
  });
});
