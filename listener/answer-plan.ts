/** What a request gets: a status, a closed connection, or no response at all. */
export type PlannedAnswer =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'hang' };

/** Responses in order, each after a delay. The last one repeats. */
export interface AnswerPlan {
  readonly answers: readonly PlannedAnswer[];
  readonly delayMs: number;
}

/** The response to request `n`, from 1. */
export function answerTo(n: number, { answers }: AnswerPlan): PlannedAnswer {
  return answers[Math.min(n, answers.length) - 1] ?? { kind: 'status', status: 200 };
}

/** `503, 503, then 200, each after 4 s` */
export function planInWords({ answers, delayMs }: AnswerPlan): string {
  const words = answers.map((answer) => {
    if (answer.kind === 'status') return String(answer.status);
    return answer.kind === 'close' ? 'a closed connection' : 'nothing';
  });
  const last = words.pop();
  const list = words.length === 0 ? last : `${words.join(', ')}, then ${last}`;
  if (delayMs === 0) return `${list}`;
  return `${list}${words.length === 0 ? '' : ', each'} after ${delayMs / 1000} s`;
}
