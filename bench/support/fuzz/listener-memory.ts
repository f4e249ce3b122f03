import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type FuzzOptions, forEachSeed } from './fuzz-options.ts';
import { sendCase } from './fuzz-target.ts';
import { hostileRequests } from './hostile-requests.ts';
import type { ListenerMemory } from './listener-process.ts';
import { caseOf } from './mutate.ts';

const atOnce = 24;

/** The memory of the listeners after a quarter of the hostile requests, and at the end. The bench has bundled their program. */
export async function listenerMemory(
  options: Omit<FuzzOptions, 'onWrong' | 'onQuarter'>,
): Promise<{ readonly atQuarter: ListenerMemory; readonly atEnd: ListenerMemory }> {
  const child = fork(fileURLToPath(new URL('listener-process.mjs', import.meta.url)));
  const nextMessage = async () => (await once(child, 'message'))[0];
  const ports: readonly number[] = await nextMessage();
  const targets = ports.map((port) => ({ port }));
  const look = (): Promise<ListenerMemory> => {
    child.send('look');
    return nextMessage();
  };
  let atQuarter: ListenerMemory | undefined;
  const onQuarter = async () => {
    atQuarter = await look();
  };
  await forEachSeed({ ...options, onQuarter }, atOnce, async (seed) => {
    const target = targets[seed % targets.length];
    if (target) await sendCase(target, caseOf(hostileRequests, seed));
  });
  const atEnd = await look();
  child.disconnect();
  return { atQuarter: atQuarter ?? atEnd, atEnd };
}
