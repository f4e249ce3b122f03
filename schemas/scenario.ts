import { valueInWords } from '../text/words/quote.ts';
import { isRecord } from './is-record.ts';
import { checkAgainst, type SchemaReference } from './validation/check.ts';
import type { Problem } from './validation/problem.ts';

const stepSchemas = new Map<string, SchemaReference>([
  ['add-trunk', 'scenario#/$defs/AddTrunk'],
  ['create-pbx', 'scenario#/$defs/CreatePbx'],
  ['assign-dids', 'scenario#/$defs/AssignDids'],
  ['remove-dids', 'scenario#/$defs/RemoveDids'],
  ['delete-dids', 'scenario#/$defs/DeleteDids'],
  ['delete-trunk', 'scenario#/$defs/DeleteTrunk'],
  ['delete-pbx', 'scenario#/$defs/DeletePbx'],
  ['resize', 'scenario#/$defs/Resize'],
]);

/** The first problem of a scenario; that of a step names it: `step 3 (assign-dids): /didIds must be …`. */
export function scenarioProblem(value: unknown): Problem | undefined {
  const problem = checkAgainst('scenario', value, { whole: 'the scenario', path: '' });
  const index = /^\/steps\/(\d+)/.exec(problem?.path ?? '')?.[1];
  if (problem === undefined || index === undefined) return problem;
  const { steps } = value as { readonly steps: readonly unknown[] };
  return stepProblem(steps[Number(index)], Number(index)) ?? problem;
}

/** A step is validated for its own action only. Otherwise the problem would list the needs of all actions. */
function stepProblem(step: unknown, index: number): Problem | undefined {
  const name = `step ${index + 1}`;
  const path = `/steps/${index}`;
  if (!isRecord(step)) return { path, message: `${name} must be an object, but is ${valueInWords(step)}` };
  if (!Object.hasOwn(step, 'action')) return { path, message: `${name} must have "action"` };
  const { action } = step;
  const schema = typeof action === 'string' ? stepSchemas.get(action) : undefined;
  if (schema === undefined) {
    const problem = checkAgainst('scenario#/$defs/StepAction', action, { whole: 'its action', path: '' });
    return problem && { path: `${path}/action`, message: `${name}: ${problem.message}` };
  }
  const problem = checkAgainst(schema, step, { whole: 'it', path: '' });
  return problem && { path: `${path}${problem.path}`, message: `${name} (${action}): ${problem.message}` };
}
