import type { Env, MiddlewareHandler } from 'hono';
import { NestedTooDeep, parseForeignJson } from '../../../schemas/foreign-json.ts';
import type { Problem } from '../../../schemas/validation/problem.ts';
import { refuseCall } from './problem.ts';
import { coerced, mismatch, object, type Schema, whole } from './schema.ts';

type Target = 'json' | 'query' | 'param';
/** Middleware after which `valid(target)` has this type. The typed client demands the same. */
type Checked<K extends Target, T, Given = T> = MiddlewareHandler<
  Env,
  string,
  { in: { [P in K]: Given }; out: { [P in K]: T } }
>;
/** An undefined parameter isn't sent. */
type Undefinable<T> = { [K in keyof T]: T[K] | undefined };

/** What a route demands, for the description of the API. */
export interface Demand {
  readonly target: Target;
  readonly schema: object;
}

/** The body of a form that a schema accepts, or that this function finds no problem in. */
export function body<T>(
  schema: Schema<T>,
  problemIn = (value: unknown) => mismatch(schema, value, 'the request'),
): Checked<'json', T> {
  return demanding({ target: 'json', schema }, async (context, next) => {
    const value = parsed(await context.req.text());
    const problem = problemIn(value);
    if (problem) refuseCall(422, 'bad-request', inWords(problem), problem.path.split('/')[1]);
    context.req.addValidatedData('json', value as object);
    await next();
  });
}

/** The query of an operation. Numbers in it are numbers afterwards. */
export function query<T>(schema: Schema<T>): Checked<'query', T, Undefinable<T>> {
  const known = Object.keys(schema.properties as object);
  return demanding({ target: 'query', schema }, async (context, next) => {
    const given = context.req.query();
    const unknown = Object.keys(given).find((name) => !known.includes(name));
    if (unknown !== undefined)
      refuseCall(
        400,
        'bad-parameter',
        `this operation has no parameter ${JSON.stringify(unknown.slice(0, 80))}; remove it`,
      );
    context.req.addValidatedData('query', parameters(schema, given));
    await next();
  });
}

const seqSchema = object({ seq: whole(1) });

/** The number of a delivery or a request in the path. */
export const seq: Checked<'param', { seq: number }> = demanding(
  { target: 'param', schema: seqSchema },
  async (context, next) => {
    context.req.addValidatedData('param', parameters(seqSchema, { seq: context.req.param('seq') }));
    await next();
  },
);

function demanding<T extends MiddlewareHandler>(demand: Demand, handler: T): T {
  return Object.assign(handler, { demand });
}

function parameters(schema: object, given: object): object {
  const values = { ...given };
  const problem = coerced(schema, values, 'the parameters');
  const name = problem?.path.split('/')[1];
  if (problem) refuseCall(400, 'bad-parameter', problem.message.replace(/^\//, 'the parameter '), name);
  return values;
}

/** A form has fields, and people don't read JSON pointers. */
function inWords({ path, message }: Problem): string {
  return path === '' ? message : message.replace(/^\//, 'the field ');
}

function parsed(json: string): unknown {
  try {
    return parseForeignJson(json);
  } catch (error) {
    const what = error instanceof NestedTooDeep ? error.message : 'it is not JSON';
    return refuseCall(400, 'bad-json', `the body of the request cannot be read: ${what}`);
  }
}
