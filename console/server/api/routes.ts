import type { Context, Hono } from 'hono';
import { consoleApi } from '../../../schemas/console-api.ts';
import { filePolicy } from '../safety/headers.ts';
import { type Operation, operations } from './contract.ts';
import type { Handler, HandlerResult, OperationHandlers } from './handler.ts';
import { apiProblemOf, refuseCall } from './problem.ts';
import { readCall } from './read-call.ts';
import { mismatch } from './validate.ts';

/** Called for internal errors. */
type OnInternalError = (error: unknown) => void;

/** Every operation of the description at its path, with validated requests and responses. */
export function addRoutes(app: Hono, handlers: OperationHandlers, onInternalError: OnInternalError): void {
  assertComplete(handlers);
  app.onError((error) => answerTo(error, onInternalError));
  app.get('/api/openapi.json', (context) => context.json(consoleApi));
  for (const operation of operations) {
    const handler = handlers[operation.id];
    if (handler === undefined) continue;
    app.on(operation.method.toUpperCase(), pathOf(operation), (context) =>
      answer(operation, handler, context),
    );
  }
  for (const path of new Set(operations.map(pathOf))) app.all(path, wrongMethod);
  app.all('/api/*', () =>
    refuseCall(404, 'no-operation', 'there is no such operation; see /api/openapi.json'),
  );
}

/** A missing handler is detected at startup, not when a request needs it. */
function assertComplete(handlers: OperationHandlers): void {
  const described = new Set(operations.map(({ id }) => id));
  const missing = [...described].filter((id) => !(id in handlers));
  const unknown = Object.keys(handlers).filter((id) => !described.has(id));
  if (missing.length + unknown.length > 0)
    throw new Error(`the API lacks ${missing.join()}, and has undocumented operations: ${unknown.join()}`);
}

async function answer(operation: Operation, handler: Handler, context: Context): Promise<Response> {
  const call = await readCall(operation, context);
  // Nobody would read the stream of a HEAD.
  if (context.req.method === 'HEAD' && operation.id === 'streamEvents') wrongMethod(context);
  return responseOf(await handler(call), operation);
}

function responseOf(answered: HandlerResult, operation: Operation): Response {
  const status = 'status' in answered ? answered.status : 200;
  const pointer = operation.answers.get(status);
  const isJson = answered.kind === 'json';
  if (!operation.answers.has(status) || isJson !== (pointer !== undefined))
    throw new Error(`${operation.id} responds ${status}, unlike its description`);
  switch (answered.kind) {
    case 'json': {
      const wrong = mismatch(pointer ?? '', answered.value, 'the response');
      if (wrong) throw new Error(`${operation.id} responds with something undocumented: ${wrong.message}`);
      return Response.json(answered.value, { status, headers: answered.headers ?? {} });
    }
    case 'nothing':
      return new Response(null, { status });
    case 'file':
      return new Response(answered.text, { status, headers: fileHeaders(answered) });
    case 'stream':
      return new Response(answered.stream, { status, headers: { 'Content-Type': answered.type } });
  }
}

function fileHeaders({ type, name }: Extract<HandlerResult, { kind: 'file' }>): Record<string, string> {
  const saved = name === undefined ? {} : { 'Content-Disposition': `attachment; filename="${name}"` };
  return { 'Content-Type': type, 'Content-Security-Policy': filePolicy, ...saved };
}

function answerTo(error: unknown, onInternalError: OnInternalError): Response {
  const { status, problem: body } = apiProblemOf(error);
  if (status === 500) onInternalError(error);
  return Response.json(body, { status });
}

function wrongMethod(context: Context): never {
  return refuseCall(405, 'wrong-method', `${context.req.method.slice(0, 40)} is not allowed on this path`);
}

function pathOf({ path }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
