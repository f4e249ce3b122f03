import { valueInWords } from '../text/words/quote.ts';
import { isRecord } from './is-record.ts';
import { schemas } from './schemas.ts';
import { checkAgainst, type SchemaReference } from './validation/check.ts';
import type { Problem } from './validation/problem.ts';

interface Definition {
  readonly properties?: { readonly action?: { readonly const: string } };
}

/** The schema of the steps of each action, by its name. */
const stepSchemas = new Map(
  Object.entries(schemas.scenario.$defs as Readonly<Record<string, Definition>>).flatMap(
    ([name, { properties }]) =>
      properties?.action
        ? [[properties.action.const, `scenario#/$defs/${name}` as SchemaReference] as const]
        : [],
  ),
);

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
