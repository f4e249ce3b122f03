import { rules as allRules } from '../../suites/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { findRules } from '../find-rules.ts';
import { colorsFor, type Io } from '../io.ts';
import { catalogue, explainRule, ruleAsData } from '../rule-text.ts';

/**
 * `hookswitch rules [id]`: the catalogue; one rule explained; those of which the id holds a text. As JSON a single rule is an object,
 * several are an array.
 */
export function rules(id: string | undefined, flags: { readonly json?: boolean }, io: Io): number {
  const found = id === undefined ? allRules : findRules(id, allRules);
  const only = id !== undefined && found.length === 1 ? found[0] : undefined;
  if (flags.json) {
    const data = only ? ruleAsData(only) : found.map(ruleAsData);
    io.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  } else {
    const colors = colorsFor(io.stdout, io.env);
    const width = Math.min(io.stdout.columns ?? 100, 100);
    io.stdout.write(only ? explainRule(only, colors, width) : catalogue(found, colors));
  }
  return exitCodes.met;
}
