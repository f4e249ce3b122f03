import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { CreateReceiver } from '../../fixtures/receivers/receiver.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { startMortal } from '../../fixtures/receivers/start.ts';
import { ReceiverStore, stateOf } from '../../fixtures/receivers/store.ts';
import type { Observe } from '../../observation/index.ts';
import type { ReceiverProcess } from '../../receiver/index.ts';

/** What a receiver received. */
export interface Counts {
  requests: number;
  /** Those that carry the secret itself. */
  withSecret: number;
  /** Heads and bodies, as sent over the wire. */
  bytes: number;
  /** How often its state was read. */
  looks: number;
  /** How often it was killed. */
  kills: number;
}

/** The built-in reference receiver in this process, with counters. */
export interface CountedReference {
  readonly url: string;
  readonly counts: Readonly<Counts>;
  readonly observe: Observe;
  readonly restart: ReceiverProcess;
  readonly close: () => Promise<void>;
}

export async function startCountedReference(
  options: Parameters<CreateReceiver>[0],
): Promise<CountedReference> {
  const counts: Counts = { requests: 0, withSecret: 0, bytes: 0, looks: 0, kills: 0 };
  let store = new ReceiverStore();
  const create: CreateReceiver = (given) => {
    store = given.store ?? store;
    return counted(createReference(given), counts, given.secret);
  };
  const receiver = await startMortal(create, { ...options, store });
  return {
    url: receiver.url,
    counts,
    observe(sn) {
      counts.looks += 1;
      return stateOf(store, sn);
    },
    restart: {
      kill() {
        counts.kills += 1;
        return receiver.kill();
      },
      start: receiver.start,
    },
    close: receiver.close,
  };
}

function counted(server: Server, counts: Counts, secret: string): Server {
  return server
    .on('request', ({ url = '', rawHeaders }: IncomingMessage) => {
      counts.requests += 1;
      const isInUrl = url.includes(encodeURIComponent(secret));
      if (isInUrl || rawHeaders.some((text) => text.includes(secret))) counts.withSecret += 1;
    })
    .on('connection', (socket: Socket) => {
      socket.on('close', () => {
        counts.bytes += socket.bytesRead;
      });
    });
}
