// Appends to a journal until its disk is full; prints how many appends were kept, and the errors of the others and of a reader.
import { openJournal } from '../../../simulator/journal/file.ts';
import { acknowledgedEntries } from './entries.ts';
import { sentenceOf } from './sentence-of.ts';

const [path = ''] = process.argv.slice(2);
const journal = await openJournal(path);
const kept: string[] = [];
const sentences = new Set<string>();
for (let turn = 0; sentences.size === 0; turn += 1) {
  const ids = Array.from({ length: 8 }, (_, n) => `d${turn}-${n}`);
  await Promise.all(
    ids.map(async (id) => {
      const sentence = await sentenceOf(() => journal.append(acknowledgedEntries(id)));
      if (sentence === 'none') kept.push(id);
      else sentences.add(sentence);
    }),
  );
}
const later = await sentenceOf(() => journal.append(acknowledgedEntries('later')));
const found = [...journal.deliveries()].map(({ id }) => id);
await journal.close();
process.stdout.write(JSON.stringify({ kept, sentences: [...sentences], later, found }));
