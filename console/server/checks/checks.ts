import type { ConsoleContext, ConsolePart } from '../context.ts';

/** The checks, their reports and the rules. */
export function startChecks(_context: ConsoleContext): ConsolePart {
  return { handlers: {}, close: async () => {} };
}
