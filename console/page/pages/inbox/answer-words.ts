import type { InboxAnswer } from '../../../../schemas/generated/console-types.ts';

/** The inbox's response, in words. */
export function answerWords(answer: InboxAnswer): string {
  if (answer.kind === 'status') {
    return answer.delayMs === 0
      ? `${answer.status} immediately`
      : `${answer.status} after ${answer.delayMs} ms`;
  }
  return answer.kind === 'hang' ? 'none (hang)' : 'none (close the connection)';
}
