import type { Context, Hono } from 'hono';
import { apiProblemOf, refuseCall } from './problem.ts';

/** Every error is JSON with a sentence. Internal errors are also reported. */
export function addErrors(app: Hono, onInternalError: (error: unknown) => void): void {
  app.onError((error, context) => {
    const isBrokenOff = context.req.raw.signal.aborted;
    const { status, problem } = apiProblemOf(error);
    // If the client disconnected, nobody reads this.
    if (status === 500 && !isBrokenOff) onInternalError(error);
    return Response.json(problem, { status: status === 500 && isBrokenOff ? 400 : status });
  });
  app.notFound(({ req }) =>
    req.path.startsWith('/api/')
      ? refuseCall(404, 'no-operation', 'no operation has this path and method; /api/openapi.json lists all')
      : refuseCall(404, 'no-page', 'no page has this address'),
  );
}

export function wrongMethod({ req }: Context): never {
  return refuseCall(405, 'wrong-method', `${req.method.slice(0, 40)} is not allowed on this path`);
}
