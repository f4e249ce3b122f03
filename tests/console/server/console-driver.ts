import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConsoleOptions, RunningConsole } from '../../../console/server/options.ts';
import { startConsole } from '../../../console/server/start.ts';

/** A console of a test's own, asked as the page asks it. */
export interface TestConsole extends RunningConsole {
  readonly folder: string;
  /** What it said of its own mistakes. */
  readonly mistakes: readonly string[];
  ask(method: string, path: string, body?: unknown): Promise<TestResponse>;
}

/** What it answered. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON, when it is. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes
  readonly value: any;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-console-'));
  return folder;
}

/** A page with nothing on it: the built one is for tests in a browser. */
function emptyPage(): string {
  const folder = temporaryFolder();
  for (const name of ['index.html', 'main.js']) writeFileSync(join(folder, name), '');
  return folder;
}

/** Starts a console that ends with the test. */
export async function openTestConsole(
  folder = temporaryFolder(),
  options: Partial<ConsoleOptions> = {},
): Promise<TestConsole> {
  const mistakes: string[] = [];
  const running = await startConsole({
    folder,
    port: 0,
    inboxPort: 0,
    allowHosts: [],
    pageFolder: emptyPage(),
    onMistake: (sentence) => mistakes.push(sentence),
    ...options,
  });
  onTestFinished(() => running.close());
  return {
    ...running,
    folder,
    mistakes,
    ask: async (method, path, body) => {
      // A kept connection may be closed by the other side just when it is used again.
      const headers = {
        Connection: 'close',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      };
      const answer = await fetch(new URL(path, running.url), {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, value: parsed(text) };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
