import type { ConsoleContext, ConsolePart } from '../context.ts';

/** Where the inbox listens. */
export interface InboxOptions {
  /** 0 is any free port. */
  readonly port: number;
}

/** The inbox with its listener on a port of its own. @throws HookswitchError `bad-flag` when the port is in use. */
export async function startInbox(
  _context: ConsoleContext,
  _options: InboxOptions,
): Promise<ConsolePart & { readonly url: string }> {
  return { url: 'http://localhost:0/', handlers: {}, close: async () => {} };
}
