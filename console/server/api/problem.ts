import { type ErrorCode, HookswitchError } from '../../../simulator/index.ts';
import { defined } from '../../../text/defined.ts';
import type { ApiProblem } from './types.ts';

/** A rejected request: the content of its response. */
export class ApiRefusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly problem: ApiProblem;

  constructor(status: number, problem: ApiProblem) {
    super(problem.message);
    this.status = status;
    this.problem = problem;
  }
}

/** @throws ApiRefusal always. */
export function refuseCall(status: number, code: string, message: string, field?: string): never {
  throw new ApiRefusal(status, { code, message, ...defined({ field }) });
}

/** The form field that a usage error is about. */
const fields: Partial<Record<ErrorCode, string>> = {
  'bad-url': 'url',
  'host-not-allowed': 'url',
  'bad-secret': 'secret',
};

/** A problem of the server, not the client: the disk is full. */
const ownTrouble: readonly string[] = ['journal-failed', 'bad-file'];

/** The response for an error: a sentence, never a stack trace. */
export function apiProblemOf(error: unknown): { readonly status: number; readonly problem: ApiProblem } {
  if (error instanceof ApiRefusal) return { status: error.status, problem: error.problem };
  if (error instanceof HookswitchError) {
    const { code } = error;
    const message = error.message;
    const field = fields[code];
    const problem = { code, message, ...defined({ field }) };
    return { status: ownTrouble.includes(code) ? 503 : 422, problem };
  }
  const message = 'the console failed with an internal error: please report it';
  return { status: 500, problem: { code: 'tool-mistake', message } };
}
