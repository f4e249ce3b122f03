import { HookswitchError } from '../simulator/index.ts';
import type { Redactor } from '../text/secrets/redact.ts';

/** A usage error without secrets, which it may quote from output that isn't trusted. Any other error is returned unchanged. */
export function redactedError(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof HookswitchError)) return error;
  return error.reworded((message) => redactor.text(message));
}
