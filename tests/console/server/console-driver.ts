import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConsoleOptions, RunningConsole } from '../../../console/server/options.ts';
import { startConsole } from '../../../console/server/start.ts';

/** A test's own console, with requests as the page makes them. */
export interface TestConsole extends RunningConsole {
  readonly folder: string;
  /** Its reports of internal errors. */
  readonly mistakes: readonly string[];
  ask(method: string, path: string, body?: unknown): Promise<TestResponse>;
}

/** Its response. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON, if it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test may read any part of it
  readonly value: any;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hookswitch-console-'));
}

/** An empty page: the built one is for browser tests. */
function emptyPage(): string {
  const folder = temporaryFolder();
  for (const name of ['index.html', 'main.js']) writeFileSync(join(folder, name), ' '.repeat(2000));
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
    onInternalError: (sentence) => mistakes.push(sentence),
    ...options,
  });
  onTestFinished(() => running.close());
  return {
    ...running,
    folder,
    mistakes,
    ask: async (method, path, body) => {
      // The other side may close a kept connection just when it is reused.
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
