import { useState } from 'preact/hooks';
import type { ApiError } from '../api.ts';

/** An action of a button or a form: whether it is in progress, and why it failed. */
export function useAction() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiError>();
  return {
    isBusy,
    problem,
    /** The problem of a form's field. */
    problemOf: (field: string) => (problem?.field === field ? problem.message : undefined),
    /** The problem, unless a field shows it. */
    otherProblem: problem?.field === undefined ? problem : undefined,
    clear: () => setProblem(undefined),
    run: async (action: () => Promise<unknown>) => {
      setBusy(true);
      try {
        await action();
        setProblem(undefined);
      } catch (reason) {
        setProblem(reason as ApiError);
      }
      setBusy(false);
    },
  };
}
