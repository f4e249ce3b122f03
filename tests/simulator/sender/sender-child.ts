// A sender that pushes as fast as it can until it is killed, or only resumes; prints each message before and after it is accepted.
import { writeSync } from 'node:fs';
import { openJournal } from '../../../simulator/journal/file.ts';
import { Sender } from '../../../simulator/sender/sender.ts';

const [path = '', url = '', mode = '', first = '0'] = process.argv.slice(2);
const say = (word: string, n: number) => writeSync(1, `${word} ${n}\n`);

const journal = await openJournal(path);
const sender = new Sender({
  webhooks: [{ url, secret: 'A'.repeat(32) }],
  settings: { retryCount: 2 },
  profile: { retryDelayMs: 5 },
  journal,
});
sender.resume();
if (mode === 'resume') {
  await sender.idle();
  await journal.close();
} else {
  say('begin', 0);
  for (let n = Number(first); ; n += 1) {
    say('about', n);
    const [pushed] = await sender.push([
      { event: 'did_change', sn: `PBX-${n}`, trunkDidInfoList: [], updateTime: 1 },
    ]);
    say('accepted', n);
    // Some at once, never all: an endless queue would be another test.
    if (n % 4 === 3) await pushed?.result;
  }
}
