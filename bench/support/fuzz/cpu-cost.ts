const tries = 3;

/**
 * The CPU time of a run in milliseconds. A run that takes too long is repeated, since other programs may have added to it. The best
 * one counts.
 */
export async function cpuCostMs(run: () => unknown, enoughMs = 0): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let left = tries; left > 0 && bestMs > enoughMs; left -= 1) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    bestMs = Math.min(bestMs, (user + system) / 1000);
  }
  return bestMs;
}
