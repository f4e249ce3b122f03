import { HookswitchError, systemClock } from '../../../simulator/index.ts';
import { count } from '../../../text/words/count.ts';
import type { LoadHooks } from '../../index.ts';
import type { Via } from '../../setup.ts';
import { joinRefusals } from '../channel/protocol.ts';
import type { RedisClock } from '../clock.ts';
import type { WorkerRegistry } from '../worker-registry.ts';

export interface ManyHooks extends LoadHooks {
  readonly say: (line: string) => void;
}

const pollEveryMs = 250;

/**
 * Waits until enough workers have joined. In the meantime, `keepUp` announces the run and reads which workers have joined.
 *
 * @throws HookswitchError `no-worker`.
 */
export async function gather(
  via: Via,
  registry: WorkerRegistry,
  clock: RedisClock,
  hooks: ManyHooks,
  keepUp: () => Promise<void>,
): Promise<void> {
  const { say, signal } = hooks;
  const endsAt = performance.now() + via.waitMs;
  const reportRefused = refusalReporter(registry, hooks);
  let known = -1;
  while (signal?.aborted !== true) {
    await keepUp();
    reportRefused();
    const ready = registry.ready(clock.now());
    if (ready !== known) say(`${ready} of ${count(via.workers, 'worker')} …`);
    known = ready;
    if (ready >= via.workers) return;
    if (performance.now() >= endsAt) throw tooFew(via, ready);
    await systemClock.sleep(pollEveryMs, signal);
  }
}

/** Reports each of them once. */
function refusalReporter({ refused }: WorkerRegistry, { say }: ManyHooks): () => void {
  const reported = new Set<string>();
  return () => {
    for (const [name, why] of refused) {
      if (!reported.has(name)) say(`worker ${name} can't join: ${joinRefusals[why]}`);
      reported.add(name);
    }
  };
}

function tooFew({ workers, waitMs }: Via, ready: number): HookswitchError {
  const fewer = ready === 0 ? '' : `, or use --workers ${ready}`;
  return new HookswitchError(
    'no-worker',
    `${ready} of ${count(workers, 'worker')} joined within ${waitMs / 1000} s: start "hookswitch worker" with the same Redis address and secret${fewer}`,
  );
}
