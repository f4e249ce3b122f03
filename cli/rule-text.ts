import { count, groupOf } from '../suites/reports/words.ts';
import { requirements } from '../suites/requirements.ts';
import type { Level, Need, Rule } from '../suites/rule.ts';
import type { Colors } from './io.ts';

const levels: readonly Level[] = ['must', 'should', 'may'];

/** What has to be given, in a word; a POST carries its message in the body by itself. */
const toBeGiven: Partial<Record<Need, string>> = {
  observer: 'an observer',
  downstream: 'a downstream',
  restart: 'a command that starts it',
  https: 'https',
  'retired-secret': 'a retired secret',
  thorough: '--thorough',
};

/** What to give for it, in words that go on after "needs". */
export const howToGive: Record<Need, string> = {
  observer: "the receiver's state as JSON: --observe-url 'http://…/state?sn={sn}'",
  state: 'the state as it is now, and not only the calls to a downstream',
  'pbx-state': 'the state of each PBX apart from others: {sn} in --observe-url',
  downstream: 'to play the service that the receiver calls: --downstream-port 9000',
  restart: "to kill the receiver and start it again: --exec 'node server.js'",
  carriage: 'a webhook that carries its message: not --get-carriage none',
  body: 'a webhook that carries its message in the body: POST, or GET with --get-carriage body',
  https: 'a receiver that is reached by https',
  'retired-secret': 'a secret that the webhook had before: --retired-secret-env NAME',
  thorough: 'a check that may take its time: --thorough',
};

/** The rules as an aligned list, a block for each group. Ends with a line break. */
export function catalogue(rules: readonly Rule[], colors: Colors): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const groups = [...new Set(rules.map(({ id }) => groupOf(id)))];
  const blocks = groups.map((group) => {
    const lines = rules
      .filter(({ id }) => groupOf(id) === group)
      .map((rule) => listLine(rule, width, colors));
    return `${colors.bold(group)}\n${lines.join('\n')}\n`;
  });
  const counts = levels
    .map((level) => ({ level, n: rules.filter((rule) => rule.level === level).length }))
    .filter(({ n }) => n > 0)
    .map(({ level, n }) => `${n} ${level}`);
  return `${blocks.join('\n')}\n${count(rules.length, 'rule')}: ${counts.join(', ')}. One of them explained: hookswitch rules ID\n`;
}

function listLine({ id, level, title, needs = [] }: Rule, width: number, colors: Colors): string {
  const needed = needs.flatMap((need) => toBeGiven[need] ?? []).join(', ');
  const suffix = needed === '' ? '' : colors.dim(` (needs ${needed})`);
  return `  ${id.padEnd(width)}  ${colors.dim(level.padEnd(6))}  ${title}${suffix}`;
}

/** A rule as data, with the vendor's sentences that it holds. */
export function ruleAsData(rule: Rule) {
  const { id, title, level, basis, why, hint, needs = [], runs = 'together' } = rule;
  return { id, title, level, basis, requirements: sentencesOf(rule), why, hint, needs, runs };
}

/** The vendor's sentences that it holds. */
export function sentencesOf(rule: Rule) {
  return requirements
    .filter((requirement) => rule.requirements.includes(requirement.id))
    .map(({ id, sentence }) => ({ id, sentence }));
}
