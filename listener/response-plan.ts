/** What a request gets: a status, a closed connection, or no response at all. */
export type PlannedResponse =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'hang' };

/** Responses in order, each after a delay. The last one repeats. */
export interface ResponsePlan {
  readonly responses: readonly PlannedResponse[];
  readonly delayMs: number;
}

/** The response to request `n`, from 1. */
export function plannedResponse(n: number, { responses }: ResponsePlan): PlannedResponse {
  return responses[Math.min(n, responses.length) - 1] ?? { kind: 'status', status: 200 };
}

/** `503, 503, then 200, each after 4 s` */
export function planInWords({ responses, delayMs }: ResponsePlan): string {
  const words = responses.map((answer) => {
    if (answer.kind === 'status') return String(answer.status);
    return answer.kind === 'close' ? 'a closed connection' : 'nothing';
  });
  const last = words.pop();
  const list = words.length === 0 ? last : `${words.join(', ')}, then ${last}`;
  if (delayMs === 0) return `${list}`;
  return `${list}${words.length === 0 ? '' : ', each'} after ${delayMs / 1000} s`;
}
