import { linuxProcess } from '../../../receiver/processes/linux.ts';

/** How often to check for npx (ms). */
const everyMs = 500;

/**
 * Calls back once the npx that started this command has ended. npx doesn't pass signals on: its shell ends, and the command would keep
 * running.
 */
export function onceNpxEnds(env: NodeJS.ProcessEnv, onEnd: () => void): void {
  if (env.npm_command !== 'exec') return;
  const [shell, npx] = parents();
  const timer = setInterval(() => {
    const [parent, grandparent] = parents();
    if (parent === shell && grandparent === npx) return;
    clearInterval(timer);
    onEnd();
  }, everyMs);
  timer.unref();
}

/** The second one is unknown without /proc. */
function parents(): [number, number | undefined] {
  return [process.ppid, linuxProcess(process.ppid)?.parent];
}
