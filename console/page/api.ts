import { hc, parseResponse } from 'hono/client';
import type { ConsoleApi } from '../server/api/console-api.ts';
import type { ApiProblem, DeliveryStateName } from '../server/api/types.ts';
import { asSentence } from './parts/words/as-sentence.ts';
import { fetchInSession } from './session.ts';

/** A rejected or failed request: `message` is a sentence for people, `field` the form field that it is about. */
export class ApiError extends Error {
  readonly code: string;
  readonly field: string | undefined;

  constructor({ code, message, field }: ApiProblem) {
    super(asSentence(message));
    this.code = code;
    this.field = field;
  }
}

/** Filters of deliveries, each optional. */
export interface DeliveryListFilter {
  state?: DeliveryStateName | undefined;
  webhook?: string | undefined;
  event?: string | undefined;
  text?: string | undefined;
}

/** The operations of the console. Each rejects with an `ApiError`. */
export const { api } = hc<ConsoleApi>('/', { fetch: reach });

/** The value of a response: `await ask(api.fleet.$get())`. */
export const ask = parseResponse;

async function reach(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetchInSession(String(input), init);
  } catch {
    throw new ApiError({
      code: 'not-connected',
      message: "The console doesn't respond. Check that hookswitch console is still running.",
    });
  }
  if (!answer.ok) throw new ApiError(problemIn(answer.status, await answer.text()));
  return answer;
}

function problemIn(status: number, text: string): ApiProblem {
  try {
    const problem = JSON.parse(text) as Partial<ApiProblem>;
    if (typeof problem.message === 'string') return { code: 'unknown', ...problem, message: problem.message };
  } catch {
    // Not JSON: handled below.
  }
  return {
    code: 'unknown',
    message: `The console responded with ${status} and no explanation. Reload the page.`,
  };
}
