/** The commands' code is loaded only when one of them runs: help and mistakes are answered at once. */
export const load = () => import('../commands/index.ts');

/** Is told the exit code. */
export type Done = (exitCode: number) => void;
