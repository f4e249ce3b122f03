import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AcceptedDelivery,
  defaultProfile,
  defaultSettings,
  type JournalEntry,
  sampleMessage,
  serialize,
  sign,
} from '../simulator/index.ts';
import { openSqliteJournal } from '../simulator/journal/sqlite/journal.ts';
import { type Bench, median, quantile } from './figure.ts';
import { inFolder } from './support/in-folder.ts';

const rounds = 10;
const deliveries = 10_000;
/** Appended together, as by a sender with this many deliveries in flight. */
const atOnce = 64;
const secret = 'Qm7Lx2VtB9cRk4WzJ6nDy8HsF3pGa5Ue';
const webhook = { id: 'bench', url: 'http://127.0.0.1:3000/webhook', method: 'POST' } as const;
const messages = Array.from({ length: 100 }, (_, n) =>
  serialize(sampleMessage({ event: 'did_change', seed: 1, n }), defaultProfile),
);

/**
 * Messages and complete deliveries in an SQLite file, in turn with a JSON line for each. Other load on the machine can only add, so the
 * lower quartile counts.
 */
export const journal: Bench = async () => {
  const acceptedUs: number[] = [];
  const livesUs: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const all = Array.from({ length: deliveries }, (_, n) => delivery(n));
    const lineUs = await inFolder((folder) => linesUs(join(folder, 'lines.ndjson'), all));
    const messageUs = await inFolder((folder) => journalUs(join(folder, 'one.db'), all, [accepted]));
    acceptedUs.push(messageUs);
    ratios.push(messageUs / lineUs);
    livesUs.push(
      await inFolder((folder) => journalUs(join(folder, 'two.db'), all, [accepted, started, ended])),
    );
  }
  const how = `lower quartile of ${rounds} rounds of ${deliveries} appends, ${atOnce} in a turn`;
  return [
    { what: 'journalling a message', value: quantile(acceptedUs, 0.25), unit: 'µs', atMost: 10, how },
    {
      what: 'journalling a message, against JSON.stringify and writeSync',
      value: median(ratios),
      unit: 'x',
      atMost: 3,
      how: 'median',
    },
    {
      what: 'journalling a delivery from acceptance to acknowledgement',
      value: quantile(livesUs, 0.25),
      unit: 'µs',
      atMost: 50,
      how: 'four entries, request and answer among them',
    },
  ];
};

/** Appends each step of all deliveries, in groups; µs per delivery. */
async function journalUs(
  file: string,
  all: readonly AcceptedDelivery[],
  steps: readonly ((delivery: AcceptedDelivery) => JournalEntry[])[],
): Promise<number> {
  const journal = await openSqliteJournal(file);
  const start = performance.now();
  for (let at = 0; at < all.length; at += atOnce) {
    const group = all.slice(at, at + atOnce);
    for (const step of steps) await Promise.all(group.map((one) => journal.append(step(one))));
  }
  const us = ((performance.now() - start) * 1000) / all.length;
  await journal.close();
  return us;
}

async function linesUs(file: string, all: readonly AcceptedDelivery[]): Promise<number> {
  const descriptor = openSync(file, 'w');
  const start = performance.now();
  for (let at = 0; at < all.length; at += atOnce) {
    const lines = all.slice(at, at + atOnce).map((one) => {
      const message = Buffer.from(one.message).toString();
      return `${JSON.stringify({ ...one, message })}\n`;
    });
    writeSync(descriptor, lines.join(''));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const us = ((performance.now() - start) * 1000) / all.length;
  closeSync(descriptor);
  return us;
}

function delivery(n: number): AcceptedDelivery {
  const message = messages[n % messages.length] ?? Buffer.alloc(0);
  return {
    id: randomUUID(),
    acceptedAt: new Date(),
    webhook,
    event: 'did_change',
    message,
    signature: sign(secret, message),
    settings: defaultSettings,
    profile: defaultProfile,
  };
}

function accepted(delivery: AcceptedDelivery): JournalEntry[] {
  return [{ kind: 'accepted', delivery }];
}

function started({ id }: AcceptedDelivery): JournalEntry[] {
  return [{ kind: 'attempt-started', id, n: 1, at: new Date() }];
}

function ended({ id, message, signature }: AcceptedDelivery): JournalEntry[] {
  const request = {
    method: 'POST',
    target: '/webhook',
    headers: [
      ['Host', '127.0.0.1:3000'],
      ['User-Agent', 'WebAPI'],
      ['Accept', 'application/json'],
      ['Content-Type', 'application/json'],
      ['X-Signature', signature],
      ['Connection', 'close'],
      ['Content-Length', String(message.length)],
    ],
    body: message,
  } as const;
  const headers = [
    ['Content-Length', '2'],
    ['Date', 'Tue, 10 Mar 2026 02:48:40 GMT'],
  ] as const;
  const body = Buffer.from('ok');
  const outcome = { kind: 'response', status: 200, reason: 'OK', headers, body, bodyComplete: true } as const;
  return [
    { kind: 'attempt-ended', id, n: 1, request, outcome, elapsedMs: 1.25 },
    { kind: 'ended', id, state: 'acknowledged', at: new Date() },
  ];
}
