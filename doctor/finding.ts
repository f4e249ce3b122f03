/** The result of one step on the path to a receiver. */
export interface Finding {
  /** One or two words. */
  readonly step: string;
  readonly verdict: 'pass' | 'fail' | 'skipped';
  /** What was observed, or why the step was skipped. May quote the receiver. */
  readonly text: string;
  /** What to do next. */
  readonly next?: string | undefined;
}

export function pass(step: string, text: string): Finding {
  return { step, verdict: 'pass', text };
}

export function fail(step: string, text: string, next: string): Finding {
  return { step, verdict: 'fail', text, next };
}

export function skipped(step: string, text: string, next?: string): Finding {
  return { step, verdict: 'skipped', text, next };
}
