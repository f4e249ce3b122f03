import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { duration, integer } from '../../shared/parse.ts';
import { secretFlags } from '../../shared/shared-flags.ts';
import type { ListenFlags } from './run.ts';

export function addListen(program: Command, io: Io, done: Done): void {
  const command = program
    .command('listen')
    .description(
      'a receiver that shows what arrives, whether the signature holds and why not, and records it',
    )
    .option('--port <number>', 'where to listen; 0 is any free port', integer(0, 65_535), 4000)
    .option('--host <address>', 'an address of this machine (default: this machine alone can reach it)')
    .addOption(
      new Option(
        '--status <list>',
        'what to answer, in order, the last repeating: 503,close,200 (default 200); close: no answer, hang: none for ever',
      ).argParser(answers),
    )
    .addOption(
      new Option('--close', 'close every connection without an answer').conflicts(['status', 'hang']),
    )
    .addOption(new Option('--hang', 'never answer, until the sender leaves').conflicts(['status', 'delay']))
    .option('--delay <duration>', 'wait this long before each answer: 4s, 500ms', duration)
    .option('--record <file>', 'add each request to this file, a line of JSON each (NDJSON)')
    .option('--count <number>', 'end after this many requests', integer(1, 1_000_000_000))
    .option('--json', 'the lines of --record on standard output')
    .addOption(new Option('-q, --quiet', 'show only what is wrong').conflicts('verbose'))
    .option('-v, --verbose', 'show headers and body too');
  secretFlags(command);
  command.addHelpText('after', listenHelp);
  command.action(async (flags: ListenFlags) => done(await (await load()).listen(flags, io)));
}

const maxAnswers = 1000;

/** `503,close,200` as what each request gets. */
function answers(text: string): NonNullable<ListenFlags['status']> {
  const words = text.split(',').map((word) => word.trim());
  if (words.length > maxAnswers) throw new InvalidArgumentError(`It has at most ${maxAnswers} answers.`);
  return words.map((word) => {
    if (word === 'close' || word === 'hang') return { kind: word };
    if (/^[2-5]\d\d$/.test(word)) return { kind: 'status', status: Number(word) };
    throw new InvalidArgumentError(
      'It has to be a list of statuses from 200 to 599, close or hang, such as 503,close,200.',
    );
  });
}

const listenHelp = `
Any path is a webhook. A body of more than 10 MiB is answered 413. Values of Authorization, Cookie and the like are neither shown nor
recorded, and no secret is.

Examples:
  hookswitch listen                                         the secret is in YCM_WEBHOOK_SECRET
  hookswitch listen --status 503,503,200 --delay 2s         watch a sender resend
  hookswitch listen --count 1 --record message.ndjson       wait for one message, and keep it

Exit codes: 0 ended by Ctrl-C, or by --count; 2 wrong use, or the recording cannot be written; 5 our mistake; 130 interrupted before
--count was reached`;
