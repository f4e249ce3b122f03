// Journals deliveries as fast as it can until it is killed; prints each state once its append has resolved.
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { openSqliteJournal } from '../../../simulator/journal/sqlite/journal.ts';
import { accepted, attemptEnded, ended, started } from './entries.ts';

const [path = '', run = ''] = process.argv.slice(2);
writeSync(1, 'begin\n');
const journal = await openSqliteJournal(path);

async function live(lane: number): Promise<void> {
  // So that a commit has entries of all kinds.
  for (let turn = 0; turn < lane; turn += 1) await setImmediate();
  for (let n = 0; ; n += 1) {
    const id = `${run}-${lane}-${n}`;
    const say = (state: string) => writeSync(1, `${id} ${state}\n`);
    writeSync(1, `${id} about\n`);
    await journal.append([accepted(id)]);
    say('accepted');
    await journal.append([started(id)]);
    say('started');
    const state = n % 2 === 0 ? 'acknowledged' : 'exhausted';
    await Promise.all([journal.append([attemptEnded(id)]), journal.append([ended(id, state)])]);
    say(state);
  }
}
await Promise.all(Array.from({ length: 8 }, (_, lane) => live(lane)));
