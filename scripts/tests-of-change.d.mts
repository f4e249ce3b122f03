export function testsOf(file: string): string[];
export function rulesOf(file: string): string[];
export function isRows(file: string): boolean;
export function changedRows(text: string, before: string): string[];
