import { createInterface } from 'node:readline/promises';
import type { Io } from './io.ts';

/** Asks a question. An empty answer is the usual one. */
export type Ask = (question: string, usual: string) => Promise<string>;

export function canPrompt({ stdin }: Io): boolean {
  return stdin.isTTY === true;
}

/** Lets `use` ask on the terminal. `undefined` after Ctrl-C or the end of the input. */
export async function prompting<T>(io: Io, use: (ask: Ask) => Promise<T>): Promise<T | undefined> {
  const terminal = createInterface({ input: io.stdin, output: io.raw.stderr });
  const over = new AbortController();
  for (const event of ['SIGINT', 'close'] as const) terminal.once(event, () => over.abort());
  try {
    return await use(async (question, usual) => {
      const shown = `${question}${usual === '' ? '' : ` [${usual}]`} `;
      const answer = (await terminal.question(shown, { signal: over.signal })).trim();
      return answer === '' ? usual : answer;
    });
  } catch (error) {
    if (over.signal.aborted) return undefined;
    throw error;
  } finally {
    terminal.close();
  }
}
