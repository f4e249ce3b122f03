/** The result of one step on the path to a receiver. */
export interface StepResult {
  readonly verdict: 'pass' | 'fail' | 'skipped';
  /** What was observed, or why the step was skipped. May quote the receiver. */
  readonly text: string;
  /** What to do next. */
  readonly next?: string | undefined;
}

export interface Finding extends StepResult {
  /** One or two words. */
  readonly step: string;
}

export function pass(text: string, next?: string): StepResult {
  return { verdict: 'pass', text, next };
}

export function fail(text: string, next: string): StepResult {
  return { verdict: 'fail', text, next };
}

export function skipped(text: string, next?: string): StepResult {
  return { verdict: 'skipped', text, next };
}
