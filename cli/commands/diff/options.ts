import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';

export const diffOptions = { json: { flag: '--json', help: 'print JSON' } } satisfies OptionTable;

export type DiffFlags = FlagsOf<typeof diffOptions>;
