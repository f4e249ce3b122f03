/** A counterexample in words: a text that describes the case, or else any JSON. */
export function caseText(counterexample: unknown): string {
  return typeof counterexample === 'string' ? counterexample : JSON.stringify(counterexample);
}
