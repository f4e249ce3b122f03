import type { LimitedBy } from '../result.ts';

/** If lag at p99 is above this, the rate was not reached (ms). */
export const tolerableLagMs = 10;
/** A thread that is busy for this share of the time has no time to spare. */
const busy = 0.9;

export interface LimitFacts {
  readonly isMax: boolean;
  readonly lagP99Ms: number | null;
  readonly unsent: number;
  /** Late messages: later than {@link tolerableLagMs}, or never sent. */
  readonly late: number;
  /** Those that were due while all connections were busy. */
  readonly heldByConnections: number;
  /** Those that were due while too many deliveries waited for a retry. */
  readonly heldByRetries: number;
  readonly utilization: number;
  readonly connections: number;
}

/** What limited the rate, and why. Pure. A busy tool also finds its connections busy, so the tool is checked first. */
export function limitOf(facts: LimitFacts): { readonly limitedBy: LimitedBy; readonly limitedByWhy: string } {
  const { isMax, lagP99Ms, unsent, late, heldByConnections, heldByRetries, utilization, connections } = facts;
  const percent = Math.round(utilization * 100);
  if (!isMax && unsent === 0 && (lagP99Ms ?? 0) <= tolerableLagMs) {
    return { limitedBy: 'nothing', limitedByWhy: 'messages were sent when they were due' };
  }
  if (utilization >= busy) {
    return { limitedBy: 'tool', limitedByWhy: `Hookswitch itself was busy ${percent}% of the time` };
  }
  if (heldByRetries * 2 > late) {
    return {
      limitedBy: 'retries',
      limitedByWhy: 'too many deliveries were waiting for a retry, so no new ones could start',
    };
  }
  if (isMax || heldByConnections * 2 > late) {
    return {
      limitedBy: 'connections',
      limitedByWhy: `all ${connections} connections were waiting for the receiver's responses`,
    };
  }
  return {
    limitedBy: 'tool',
    limitedByWhy: `Hookswitch itself was delayed, although it was busy only ${percent}% of the time; the machine is busy with other work`,
  };
}
