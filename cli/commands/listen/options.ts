import type { PlannedAnswer } from '../../../listener/answer-plan.ts';
import { InvalidValue } from '../../shared/options/invalid-value.ts';
import type { FlagsOf, OptionTable, Value } from '../../shared/options/option.ts';
import { secretOptions } from '../../shared/options/secret.ts';
import { duration, file, integer, text } from '../../shared/options/values.ts';

const maxAnswers = 1000;

/** `503,close,200` as what each request gets. */
const answers: Value<readonly PlannedAnswer[]> = {
  parse(list) {
    const words = list.split(',').map((word) => word.trim());
    if (words.length > maxAnswers) throw new InvalidValue(`It has at most ${maxAnswers} answers.`);
    return words.map((word) => {
      if (word === 'close' || word === 'hang') return { kind: word };
      if (/^[2-5]\d\d$/.test(word)) return { kind: 'status', status: Number(word) };
      throw new InvalidValue(
        'It has to be a list of statuses from 200 to 599, close or hang, such as 503,close,200.',
      );
    });
  },
  completes: { names: ['200', '401', '500', '503', 'close', 'hang'], many: true },
};

export const listenOptions = {
  port: {
    flag: '--port <number>',
    help: 'where to listen; 0 is any free port',
    value: integer(0, 65_535),
    default: 4000,
  },
  host: {
    flag: '--host <address>',
    help: 'an address of this machine (default: this machine alone can reach it)',
    value: text,
  },
  status: {
    flag: '--status <list>',
    help: 'what to answer, in order, the last repeating: 503,close,200 (default 200); close: no answer, hang: none for ever',
    value: answers,
  },
  close: { flag: '--close', help: 'close every connection without an answer', conflicts: ['status', 'hang'] },
  hang: { flag: '--hang', help: 'never answer, until the sender leaves', conflicts: ['status', 'delay'] },
  delay: {
    flag: '--delay <duration>',
    help: 'wait this long before each answer: 4s, 500ms',
    value: duration,
  },
  record: {
    flag: '--record <file>',
    help: 'add each request to this file, a line of JSON each (NDJSON)',
    value: file,
  },
  count: { flag: '--count <number>', help: 'end after this many requests', value: integer(1, 1_000_000_000) },
  json: { flag: '--json', help: 'the lines of --record on standard output' },
  quiet: { flag: '-q, --quiet', help: 'show only what is wrong', conflicts: ['verbose'] },
  verbose: { flag: '-v, --verbose', help: 'show headers and body too' },
  ...secretOptions,
} satisfies OptionTable;

export type ListenFlags = FlagsOf<typeof listenOptions>;
