import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Journal, Sender, sampleMessage } from '../simulator/index.ts';
import { memoryJournal } from '../simulator/journal/memory.ts';
import { openSqliteJournal } from '../simulator/journal/sqlite/journal.ts';
import { type Bench, median } from './figure.ts';
import { inFolder } from './support/in-folder.ts';

const deliveries = 10_000;
const atOnce = 50;
const rounds = 3;

/** 10,000 deliveries to a local receiver with and without the SQLite journal, in turn. */
export const journalRate: Bench = async () => {
  const receiver = createServer((request, response) => request.resume().on('end', () => response.end('ok')));
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhook`;
  const ratios: number[] = [];
  const rates: number[] = [];
  await inFolder(async (folder) => {
    for (let round = 0; round < rounds; round += 1) {
      const without = await seconds(url, memoryJournal());
      const withIt = await seconds(url, await openSqliteJournal(join(folder, `${round}.db`)));
      ratios.push(withIt / without);
      rates.push(deliveries / withIt);
    }
  });
  receiver.close();
  const how = `median of ${rounds} rounds of ${deliveries} deliveries, ${atOnce} at once, each on a new connection; ${Math.round(median(rates))} per second with it`;
  return [
    {
      what: 'time of deliveries with the SQLite journal, relative to without',
      value: median(ratios),
      unit: 'x',
      atMost: 2,
      how,
    },
  ];
};

async function seconds(url: string, journal: Journal): Promise<number> {
  const sender = new Sender({ webhooks: [{ url }], journal, deliveriesAtOnce: atOnce });
  const start = performance.now();
  let next = 0;
  const work = async () => {
    for (let n = next++; n < deliveries; n = next++) {
      const [pushed] = await sender.push(sampleMessage({ event: 'did_change', seed: 1, n }));
      await pushed?.result;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const tookS = (performance.now() - start) / 1000;
  await sender.close();
  await journal.close();
  return tookS;
}
