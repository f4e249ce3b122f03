// Opens damaged copies of a journal, reads and writes them, and prints the result: `read`, the error, or a forbidden result.
import { readFileSync, writeFileSync } from 'node:fs';
import { openJournal } from '../../../simulator/journal/file.ts';
import { seededRandom } from '../../../simulator/random.ts';
import { HookswitchError } from '../../../text/errors/errors.ts';
import { accepted, started } from './entries.ts';
import { mutate } from './mutate.ts';

const [original = '', copy = '', from = '0', to = '0'] = process.argv.slice(2);
const file = readFileSync(original);

for (let seed = Number(from); seed < Number(to); seed += 1) {
  const random = seededRandom(seed);
  writeFileSync(copy, mutate(file, random));
  // Before the trial, so that the seed of a crash is known.
  process.stdout.write(`${seed} `);
  process.stdout.write(`${await tryOut()}\n`);
}

async function tryOut(): Promise<string> {
  try {
    const journal = await openJournal(copy);
    try {
      let count = 0;
      for (const newestFirst of [false, true])
        for (const _ of journal.deliveries({ newestFirst })) count += 1;
      for (const state of ['pending', 'exhausted'] as const)
        for (const _ of journal.deliveries({ state })) count += 1;
      await journal.append([accepted('new'), started('new')]);
      return `read ${count}`;
    } finally {
      await journal.close();
    }
  } catch (error) {
    if (error instanceof HookswitchError && error.code === 'journal-failed') return error.message;
    return `WRONG ${error instanceof Error ? error.stack : error}`;
  }
}
