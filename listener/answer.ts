import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '../simulator/index.ts';
import type { PlannedAnswer } from './answer-plan.ts';
import { discard } from './serving/read-body.ts';

/** What came of an answer: the sender may have left before. */
export type AnswerEnd = 'answered' | 'closed' | 'sender-left';

/** Waits, then answers as planned. It takes as long as the sender waits, when that is what is planned. */
export async function giveAnswer(
  response: ServerResponse,
  answer: PlannedAnswer,
  delayMs: number,
): Promise<AnswerEnd> {
  const left = new AbortController();
  const closed = new Promise<void>((resolve) => {
    response.once('close', () => {
      left.abort();
      resolve();
    });
  });
  if (!response.destroyed) await systemClock.sleep(delayMs, left.signal);
  if (response.destroyed) return 'sender-left';
  if (answer.kind === 'hang') {
    await closed;
    return 'sender-left';
  }
  if (answer.kind === 'close') {
    response.destroy();
    return 'closed';
  }
  response.statusCode = answer.status;
  response.end();
  await closed;
  return response.writableFinished ? 'answered' : 'sender-left';
}

/** What more a sender may send before the connection is closed on it (bytes). */
const maxDiscarded = 64 * 1024 * 1024;

/** Answers before the body has ended, and lets the rest of it go by: a connection closed at once would lose the answer. */
export async function refuseBody(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: PlannedAnswer,
): Promise<AnswerEnd> {
  const status = answer.kind === 'status' ? answer.status : 413;
  response.writeHead(status, { Connection: 'close', 'Content-Length': 0 });
  response.flushHeaders();
  await discard(incoming, maxDiscarded);
  const isAnswered = !response.destroyed;
  response.end();
  response.destroy();
  return isAnswered ? 'answered' : 'sender-left';
}
