import { HookswitchError } from '../../../simulator/index.ts';
import { rules as allRules } from '../../../suites/index.ts';
import { colorsFor } from '../../../text/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { findRules } from './find-rules.ts';
import { loadExplanations } from './load-explanations.ts';
import type { RulesFlags } from './options.ts';
import { catalogue, ruleAsData } from './rule-text.ts';

/**
 * `hookswitch rules [id]`: the catalogue; one rule explained; those of which the id holds a text. As JSON a single rule is an object
 * with its explanation, several are an array.
 */
export async function runRulesCommand(id: string | undefined, flags: RulesFlags, io: Io): Promise<number> {
  const found = id === undefined ? allRules : findRules(id, allRules);
  const [only] = id !== undefined && found.length === 1 ? found : [];
  if (flags.lang !== undefined && !only) {
    throw new HookswitchError('bad-flag', '--lang goes with one rule: hookswitch rules ID --lang py');
  }
  const colors = colorsFor(io.stdout, io.env);
  if (only) {
    const { explainedRuleAsData, explainRule } = await loadExplanations();
    const width = Math.min(io.stdout.columns ?? 100, 100);
    const layout = { language: flags.lang ?? 'ts', colors, width };
    if (flags.json) io.raw.stdout.write(jsonText(explainedRuleAsData(only)));
    else io.stdout.write(explainRule(only, layout));
  } else if (flags.json) io.raw.stdout.write(jsonText(found.map(ruleAsData)));
  else io.stdout.write(catalogue(found, colors, io.stdout.columns));
  return exitCodes.met;
}

function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
