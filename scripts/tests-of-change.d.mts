export function testsOf(file: string): string[];
export function rulesOf(file: string): string[];
