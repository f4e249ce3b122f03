import { longFlagOf, type OptionTable } from './options/option.ts';

/** How to call this program. It may not be on the path, but npx finds it wherever it is installed. */
export const programName = 'npx hookswitch';

type Given = string | number | boolean | readonly string[] | undefined;

/** The command-line words for these values, in order. Missing values are left out. Pure. */
export function wordsThatGive<T extends OptionTable>(
  table: T,
  values: { readonly [K in keyof T]?: Given },
): string[] {
  return Object.entries<Given>(values).flatMap(([name, value]) => {
    const flag = longFlagOf(table[name]?.flag ?? name);
    if (value === undefined || value === false) return [];
    if (value === true) return [flag];
    return [value].flat().flatMap((one) => [flag, String(one)]);
  });
}
