import type { Rule, SentBy } from '../../runner/index.ts';
import { levels } from '../../schemas/level.ts';
import { needFacts } from '../../schemas/need.ts';
import { groupOf } from '../../schemas/rule-id.ts';
import type { Colors } from '../../text/terminal/colors.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import { count } from '../../text/words/count.ts';
import { requirements } from '../requirements.ts';

/** A list of rules in blocks by group: one aligned line each, or several if `width` is too small. Ends with a line break. */
export function catalog(rules: readonly Rule[], colors: Colors, width = Number.POSITIVE_INFINITY): string {
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
  return `${blocks.join('\n')}\n${count(rules.length, 'rule')}: ${counts.join(', ')}. To explain a rule: hookswitch rules ID\n`;
}

const levelWidth = 6;

function listLine(rule: Rule, idWidth: number, colors: Colors): string {
  const { id, level, title } = rule;
  return `  ${id.padEnd(idWidth)}  ${colors.dim(level.padEnd(levelWidth))}  ${title}${colors.dim(needsOf(rule))}`;
}

/** Its id, with the rest below. */
function listBlock(rule: Rule, width: number, colors: Colors): string {
  const { id, level } = rule;
  const text = wrap(textOf(rule), width - 6).map((line) => `      ${colors.dim(line)}`);
  return [`  ${id}  ${colors.dim(level)}`, ...text].join('\n');
}

function textOf(rule: Rule): string {
  return `${rule.title}${needsOf(rule)}`;
}

function needsOf({ needs = [] }: Rule): string {
  const needed = needs.flatMap((need) => needFacts[need].brief ?? []).join(', ');
  return needed === '' ? '' : ` (needs ${needed})`;
}

/** Who can send the messages that a rule checks, which limits its level. */
export const senderInWords: Record<SentBy, string> = {
  ycm: 'YCM can send such a message.',
  anyone: 'Anyone can send such a message: it has no correct signature.',
  nobody: 'YCM never sends such a message, and nobody else can sign it, so the rule is never a must.',
};

/** A rule as data, with the vendor's sentences. */
export function ruleAsData(rule: Rule) {
  const { id, title, level, sentBy, basis, why, needs = [], runs = 'together' } = rule;
  const fix = rule.fix;
  return { id, title, level, sentBy, basis, requirements: sentencesOf(rule), why, fix, needs, runs };
}

/** The vendor's sentences that it checks. */
export function sentencesOf(rule: Rule) {
  return requirements
    .filter((requirement) => rule.requirements.includes(requirement.id))
    .map(({ id, sentence }) => ({ id, sentence }));
}
