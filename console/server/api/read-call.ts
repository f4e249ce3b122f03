import type { Context } from 'hono';
import { NestedTooDeep, parseForeignJson } from '../../../schemas/foreign-json.ts';
import type { Operation, Parameter } from './contract.ts';
import type { Call } from './handler.ts';
import { refuseCall } from './problem.ts';
import { type Mismatch, mismatch } from './validate.ts';

/** The maximum size of a request body, which is a form (bytes). */
const maxBytes = 256 * 1024;

/** A validated request for its handler. @throws ApiRefusal. */
export async function readCall(operation: Operation, context: Context): Promise<Call> {
  const parameters = readParameters(operation, context);
  const body = operation.body === undefined ? undefined : await readBody(operation.body, context);
  return { parameters, body, signal: context.req.raw.signal };
}

function readParameters({ parameters }: Operation, context: Context): Call['parameters'] {
  const queries = context.req.queries();
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const unknown = Object.keys(queries).find((name) => !known.has(name));
  if (unknown !== undefined)
    refuseCall(
      400,
      'bad-parameter',
      `this operation has no parameter ${JSON.stringify(unknown.slice(0, 80))}; remove it`,
    );
  return Object.fromEntries(
    parameters.map((parameter) => {
      const { name } = parameter;
      const given = parameter.in === 'path' ? context.req.param(name) : queries[name]?.[0];
      return [name, given === undefined ? parameter.byDefault : parameterValue(parameter, given)];
    }),
  );
}

function parameterValue({ name, isNumber, pointer }: Parameter, text: string): string | number {
  const value = isNumber && /^\d{1,15}$/.test(text) ? Number(text) : text;
  const problem = mismatch(pointer, value, `the parameter ${name}`);
  if (problem) refuseCall(400, 'bad-parameter', problem.message, name);
  return value;
}

async function readBody(pointer: string, context: Context): Promise<unknown> {
  const body = parsed(await readText(context));
  const problem = mismatch(pointer, body, 'the request');
  if (problem) refuseCall(422, 'bad-request', inWords(problem), problem.path.split('/')[1]);
  return body;
}

/** A form has fields, and people don't read JSON pointers. */
function inWords({ path, message }: Mismatch): string {
  return path === '' ? message : message.replace(/^\//, 'the field ');
}

function parsed(text: string): unknown {
  try {
    return parseForeignJson(text);
  } catch (error) {
    const what = error instanceof NestedTooDeep ? error.message : 'it is not JSON';
    return refuseCall(400, 'bad-json', `the body of the request cannot be read: ${what}`);
  }
}

/** Never stores more than the maximum, whatever Content-Length says. */
async function readText(context: Context): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of context.req.raw.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch {
    // The client disconnected, so nobody reads this.
    refuseCall(400, 'broken-off', 'the body of the request is incomplete');
  }
  if (size > maxBytes)
    refuseCall(413, 'too-large', `the body of the request is larger than ${maxBytes / 1024} KB`);
  return Buffer.concat(chunks).toString('utf8');
}
