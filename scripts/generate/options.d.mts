import type { OptionTable } from '../../options/option.ts';

export function configSchema(rows: OptionTable): { readonly properties: Readonly<Record<string, unknown>> };
export function libraryTypes(rows: OptionTable): string;
