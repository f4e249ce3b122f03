// Journals deliveries as fast as it can until it is killed; prints each state once its append has resolved.
import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { openJournal } from '../../../simulator/journal/file.ts';
import { accepted, attemptEnded, ended, started } from './entries.ts';

const [path = '', run = ''] = process.argv.slice(2);
writeSync(1, 'begin\n');
const journal = await openJournal(path);

async function live(lane: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const id = `${run}-${lane}-${n}`;
    const say = (state: string) => writeSync(1, `${id} ${state}\n`);
    writeSync(1, `${id} about\n`);
    await journal.append([accepted(id)]);
    say('accepted');
    // The other lanes take their steps, so that several deliveries are pending.
    await setImmediate();
    await journal.append([started(id)]);
    say('started');
    await setImmediate();
    const state = n % 2 === 0 ? 'acknowledged' : 'exhausted';
    await journal.append([attemptEnded(id), ended(id, state)]);
    say(state);
  }
}
await Promise.all(Array.from({ length: 8 }, (_, lane) => live(lane)));
