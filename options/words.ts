import { longFlagOf, type Option, type OptionTable } from './option.ts';

type Values = Readonly<Record<string, unknown>>;

/** The words of a command that does the same again: those of all given options that matter to that. Pure. */
export function wordsToRepeat(table: OptionTable, given: Values): string[] {
  const rows = Object.entries(table).filter(([, { rerun }]) => rerun !== false);
  return wordsThatGive(Object.fromEntries(rows), given);
}

/** The words that give these values, in the order of the table. Those of a switch that is off, or of a default, are left out. Pure. */
export function wordsThatGive(table: OptionTable, values: Values): string[] {
  return Object.entries(table).flatMap(([name, option]) => wordsOf(option, values[name]));
}

function wordsOf({ flag, value, default: usual }: Option, given: unknown): string[] {
  const long = longFlagOf(flag);
  if (given === undefined || given === false || given === usual) return [];
  if (given === true) return [long];
  const show = (value?.show ?? String) as (one: unknown) => string;
  const shown = [given].flat().map((one) => show(one));
  if (value?.completes?.many) return shown.length === 0 ? [] : [long, shown.join(',')];
  return shown.flatMap((one) => [long, one]);
}
