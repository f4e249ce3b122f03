/**
 * The processor time of a run in milliseconds. A run that takes longer than is enough is tried again, as other programs on the machine
 * may have added to it, and the best one counts.
 */
export async function cpuCostMs(run: () => unknown, enoughMs = 0, tries = 3): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let left = tries; left > 0 && bestMs > enoughMs; left -= 1) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    bestMs = Math.min(bestMs, (user + system) / 1000);
  }
  return bestMs;
}
