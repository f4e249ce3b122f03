/** What a request gets: a status, a connection closed without a response, or nothing for ever. */
export type PlannedAnswer =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'hang' };

/** The answers in order, the last one repeating, each after a delay. */
export interface AnswerPlan {
  readonly answers: readonly PlannedAnswer[];
  readonly delayMs: number;
}

/** The answer to request `n`, from 1. */
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
  return delayMs === 0 ? `${list}` : `${list} after ${delayMs / 1000} s`;
}
