import { groupOf } from '../../../reports/words.ts';
import type { Rule } from '../../../runner/rule.ts';
import type { Level } from '../../../schemas/level.ts';
import type { Need } from '../../../schemas/need.ts';
import { requirements } from '../../../suites/requirements.ts';
import type { Colors } from '../../../text/colors.ts';
import { count } from '../../../text/count.ts';
import { inWords } from '../../../text/option-words.ts';
import { wrap } from '../../../text/wrap.ts';
import { terminalWords } from '../../shared/option-words.ts';

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

/**
 * The rules as a list, a block for each group: a line each, aligned, unless `width` says how many characters there are, and they are too
 * few for that. Ends with a line break.
 */
export function catalogue(rules: readonly Rule[], colors: Colors, width = Number.POSITIVE_INFINITY): string {
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  const isNarrow = rules.some((rule) => idWidth + levelWidth + 6 + [...textOf(rule)].length > width);
  const groups = [...new Set(rules.map(({ id }) => groupOf(id)))];
  const blocks = groups.map((group) => {
    const lines = rules
      .filter(({ id }) => groupOf(id) === group)
      .map((rule) => (isNarrow ? listBlock(rule, width, colors) : listLine(rule, idWidth, colors)));
    return `${colors.bold(group)}\n${lines.join('\n')}\n`;
  });
  const counts = levels
    .map((level) => ({ level, n: rules.filter((rule) => rule.level === level).length }))
    .filter(({ n }) => n > 0)
    .map(({ level, n }) => `${n} ${level}`);
  return `${blocks.join('\n')}\n${count(rules.length, 'rule')}: ${counts.join(', ')}. One of them explained: hookswitch rules ID\n`;
}

const levelWidth = 6;

function listLine(rule: Rule, idWidth: number, colors: Colors): string {
  const { id, level, title } = rule;
  return `  ${id.padEnd(idWidth)}  ${colors.dim(level.padEnd(levelWidth))}  ${title}${colors.dim(needsOf(rule))}`;
}

/** Its id, and below it the rest. */
function listBlock(rule: Rule, width: number, colors: Colors): string {
  const { id, level } = rule;
  const text = wrap(textOf(rule), width - 6).map((line) => `      ${colors.dim(line)}`);
  return [`  ${id}  ${colors.dim(level)}`, ...text].join('\n');
}

function textOf(rule: Rule): string {
  return `${rule.title}${needsOf(rule)}`;
}

function needsOf({ needs = [] }: Rule): string {
  const needed = needs.flatMap((need) => toBeGiven[need] ?? []).join(', ');
  return needed === '' ? '' : ` (needs ${needed})`;
}

/** A rule as data, with the vendor's sentences that it holds. */
export function ruleAsData(rule: Rule) {
  const { id, title, level, basis, why, hint, needs = [], runs = 'together' } = rule;
  const change = inWords(hint, terminalWords);
  return { id, title, level, basis, requirements: sentencesOf(rule), why, hint: change, needs, runs };
}

/** The vendor's sentences that it holds. */
export function sentencesOf(rule: Rule) {
  return requirements
    .filter((requirement) => rule.requirements.includes(requirement.id))
    .map(({ id, sentence }) => ({ id, sentence }));
}
