import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { apply } from '../../fixtures/receivers/apply.ts';
import { withParts } from '../../fixtures/receivers/broken-receiver.ts';
import { notifyOutbox } from '../../fixtures/receivers/notify.ts';
import type { CreateReceiver } from '../../fixtures/receivers/receiver.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';

/** Where a correct receiver runs, and what is around it. Times in ms. */
export interface Condition {
  readonly name: string;
  /** The goal: how long a check takes at most (s). */
  readonly withinSeconds: number;
  /** Each message takes this much longer. */
  readonly messageMs?: number;
  /** Each look at the state takes this much longer. */
  readonly lookMs?: number;
  /** Messages are served one after the other. */
  readonly oneByOne?: true;
  /** More requests in a second are refused, with a Retry-After. */
  readonly perSecond?: number;
  /** Instead, requests that come sooner after the last one are refused, without a Retry-After, as with `limit_req` of nginx. */
  readonly isBucket?: true;
  readonly create?: CreateReceiver;
}

const away = (ms: number) => ({ messageMs: ms, lookMs: ms });

export const conditions: readonly Condition[] = [
  { name: 'on loopback', withinSeconds: 7 },
  { name: '20 ms away', withinSeconds: 35, ...away(20) },
  { name: '100 ms away', withinSeconds: 35, ...away(100) },
  { name: '250 ms away', withinSeconds: 75, ...away(250) },
  { name: '100 ms away, 20 a second', withinSeconds: 75, ...away(100), perSecond: 20 },
  { name: '50 ms away, 10 a second', withinSeconds: 90, ...away(50), perSecond: 10 },
  { name: 'behind a bucket of 10 a second', withinSeconds: 90, perSecond: 10, isBucket: true },
  { name: 'acks after 700 ms', withinSeconds: 75, messageMs: 700 },
  { name: 'acks after 300 ms, one by one', withinSeconds: 75, messageMs: 300, oneByOne: true },
  { name: 'applies 1 to 3 s later', withinSeconds: 75, create: createQueueing() },
  { name: 'an observer that takes 470 ms', withinSeconds: 75, lookMs: 470 },
];

/** Stores first, acknowledges, and applies its queue 1 to 3 s later. What is queued survives a crash. */
function createQueueing(): CreateReceiver {
  return withParts({
    apply: (store, report) => void store.inbox.push(report),
    workOff: async (options, signal) => {
      const { store } = options;
      void notifyOutbox(options, signal);
      for (let n = 0; !signal.aborted; n += 1) {
        const waiting = store.inbox.length;
        await sleep(1000 + 500 * (n % 3), undefined, { ref: false });
        if (signal.aborted) return;
        for (const report of store.inbox.splice(0, waiting)) apply(store, report);
      }
    },
  });
}

/** What a server has received. */
export interface Traffic {
  messages: number;
  looks: number;
  refused: number;
}

/** A receiver in this condition, which counts what it receives. */
export function receiverIn(condition: Condition, secret: string): { server: Server; traffic: Traffic } {
  const server = (condition.create ?? createReference)({ secret });
  const traffic = { messages: 0, looks: 0, refused: 0 };
  const [serve] = server.listeners('request') as ((...exchange: Exchange) => void)[];
  const { perSecond, isBucket } = condition;
  const isLimited = isBucket ? limit(1, 1000 / (perSecond ?? 1)) : limit(perSecond, 1000);
  const delayed = delays(condition);
  server.removeAllListeners('request').on('request', async (...[request, response]: Exchange) => {
    const isLook = request.url?.startsWith('/state') === true;
    traffic[isLook ? 'looks' : 'messages'] += 1;
    if (isLimited()) {
      traffic.refused += 1;
      response.writeHead(429, isBucket ? {} : { 'Retry-After': '1' }).end();
      return;
    }
    await delayed(isLook);
    serve?.(request, response);
  });
  return { server, traffic };
}

function delays({ messageMs = 0, lookMs = 0, oneByOne }: Condition): (isLook: boolean) => Promise<void> {
  let before = Promise.resolve();
  return async (isLook) => {
    const ms = isLook ? lookMs : messageMs;
    if (!oneByOne || isLook) return ms > 0 ? sleep(ms) : undefined;
    before = before.then(() => sleep(ms));
    return before;
  };
}

type Exchange = [IncomingMessage, ServerResponse];

/** At most this many in any time of this length. */
function limit(most = Number.POSITIVE_INFINITY, withinMs: number): () => boolean {
  const accepted: number[] = [];
  return () => {
    const now = performance.now();
    while (accepted[0] !== undefined && accepted[0] <= now - withinMs) accepted.shift();
    if (accepted.length >= most) return true;
    accepted.push(now);
    return false;
  };
}
