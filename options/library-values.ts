import { type CheckFlags, checkOptions } from './check.ts';
import type { CheckValues } from './generated/library.ts';
import type { Option } from './option.ts';

/** The library's options that these flags give, without lists that were not given. Pure. */
export function libraryValues(flags: Partial<CheckFlags>): CheckValues {
  const given: Readonly<Record<string, unknown>> = flags;
  const values = Object.entries<Option>(checkOptions).flatMap(([name, { library }]) => {
    const value = given[name];
    const isGiven = Array.isArray(value) ? value.length > 0 : value !== undefined;
    return library !== undefined && isGiven ? [[library, value]] : [];
  });
  return Object.fromEntries(values);
}
