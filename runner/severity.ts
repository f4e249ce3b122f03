import type { AttemptRecord } from '../schemas/generated/types.ts';
import type { Severity } from '../schemas/severity.ts';

/** The receiver failed or gave no response: it neither accepted nor rejected the message. */
export function failedAt({ outcome }: AttemptRecord): boolean {
  if (outcome.kind === 'response') return outcome.status >= 500;
  return outcome.kind !== 'aborted';
}

/** The damage in this case. A receiver that fails on a forged or invalid message doesn't accept it. Pure. */
export function severityIn(severity: Severity, decisive: AttemptRecord | undefined): Severity {
  const letsThrough = severity === 'open-to-forgers' || severity === 'lenient';
  return letsThrough && decisive !== undefined && failedAt(decisive) ? 'crashes' : severity;
}
