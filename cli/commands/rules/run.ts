import { HookswitchError } from '../../../simulator/index.ts';
import { findRules } from '../../../suites/catalog/find-rules.ts';
import { catalog, ruleAsData } from '../../../suites/catalog/list.ts';
import { rules as allRules } from '../../../suites/index.ts';
import { languages } from '../../../suites/lessons/lesson.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import type { RulesFlags } from './command.ts';

/**
 * `hookswitch rules [id]`: the catalog, one rule with its explanation, or the rules whose id contains a text. As JSON, a single rule is an
 * object with its explanation, several are an array.
 */
export async function runRulesCommand(id: string | undefined, flags: RulesFlags, io: Io): Promise<number> {
  const found = id === undefined ? allRules : findRules(id, allRules);
  const [only] = id !== undefined && found.length === 1 ? found : [];
  if (flags.lang !== undefined && !only) {
    throw new HookswitchError('bad-flag', '--lang only works with a rule: hookswitch rules ID --lang py');
  }
  const colors = colorsFor(io.stdout, io.env);
  if (only) {
    // Loaded only to explain a rule: the lessons and their code are long.
    const { explainedRuleAsData, explainRule } = await import('../../../suites/catalog/explained-rule.ts');
    const { lang = 'ts' } = flags;
    const width = Math.min(io.stdout.columns || 100, 100);
    const others = Object.keys(languages).filter((other) => other !== lang);
    if (flags.json) io.raw.stdout.write(jsonText(explainedRuleAsData(only)));
    else {
      io.stdout.write(explainRule(only, { language: lang, colors, width }));
      io.stdout.write(`\n${colors.dim(`  In another language: --lang ${others.join(', ')}`)}\n`);
    }
  } else if (flags.json) io.raw.stdout.write(jsonText(found.map((rule) => ruleAsData(rule))));
  else io.stdout.write(catalog(found, colors, io.stdout.columns));
  return exitCodes.passed;
}

function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
