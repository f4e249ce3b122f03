import type { RequestListener } from 'node:http';
import { createState } from '../../../check/create-state.ts';
import type { Downstream } from '../../../observation/downstream/downstream.ts';
import { serveReceiver } from '../../../receiver/in-process/serve.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { testSecret } from '../check-fixture.ts';

interface Given {
  readonly receiver: RequestListener;
  readonly observe?: (sn: string) => unknown;
  readonly downstream?: Downstream;
  /** How long after the ack an effect may come (ms). */
  readonly settleMs?: number;
}

/** Does something with the state of a run that has not begun, and ends the run. */
export async function withRun<T>(
  { receiver, observe, downstream, settleMs = 200 }: Given,
  act: (run: RunState, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const served = await serveReceiver(receiver, '/', () => {});
  const given = { url: served.url, secret: testSecret, settleMs, downstream };
  const run = createState(served.url, [], { ...given, ...(observe && { observe }) });
  try {
    return await act(run, new AbortController().signal);
  } finally {
    await served.close();
    run.target.connector.close();
  }
}
