import type { Server } from 'node:http';
import { afterAll, onTestFinished } from 'vitest';
import { type StartedReceiver, startExampleReceiver } from '../../fixtures/receivers/start.ts';

/** Starts a server on a free port of this machine. It closes after the test, or outside of tests, after the file. */
export async function serve(server: Server): Promise<StartedReceiver> {
  const started = await startExampleReceiver(server);
  try {
    onTestFinished(started.close);
  } catch {
    afterAll(started.close);
  }
  return started;
}
