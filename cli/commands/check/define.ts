import { type Command, Option } from 'commander';
import type { Io } from '../../shared/io.ts';
import { type Done, load } from '../../shared/lazy.ts';
import { collect, duration, integer, list } from '../../shared/parse.ts';
import { noLists, receiverFlags } from '../../shared/shared-flags.ts';
import type { CheckFlags } from './run.ts';

export function addCheck(program: Command, io: Io, done: Done): void {
  const command = program
    .command('check')
    .argument('[url]', 'the receiver; without it the built-in reference receiver, as a demonstration')
    .description('judge a receiver')
    .option('--exec <command>', 'start the receiver with this command, and stop it at the end')
    .option('--wait <duration>', 'how long to wait for the receiver to listen: 30s, 500ms', duration)
    .option('--observe-url <url>', "shows a PBX's state as JSON; {sn} is replaced by its serial number")
    .option(
      '--observe-cmd <command>',
      'prints the state of the PBX in its environment variable YCM_SN as JSON',
    )
    .option(
      '--downstream-port <port>',
      'play the service that the receiver calls, on this port of 127.0.0.1: counts its calls, and is slow or failing for the rules about that',
      integer(1, 65_535),
    )
    .option('--reset-cmd <command>', 'run this command before the check, to begin with a known state')
    .option('--settle <duration>', 'how long an effect may come after the ack (default 2s)', duration)
    .option('--rules <patterns>', "judge these rules only: 'signature/*,retry/applies-once'", list)
    .option('--exclude <patterns>', 'leave these rules out', list)
    .option(
      '--sequence <id>',
      'try only this sequence of retry/converges: the id of one that a check here saved, or a file',
    )
    .addOption(new Option('--level <level>', 'judge rules of this level and above').choices(levels))
    .addOption(
      new Option(
        '--fail-on <level>',
        'exit 1 when a rule of this level or above fails (default must)',
      ).choices(levels),
    )
    .option('--baseline <file>', 'known failures that do not fail the check until they expire')
    .option('--allow-inconclusive', 'exit 0 although some rules could not tell')
    .option(
      '--seed <number>',
      'draw the same cases as the run that printed this seed',
      integer(0, 2 ** 31 - 1),
    )
    .option(
      '--thorough',
      'take minutes instead of seconds: wait longer, try more, measure the comparison too',
    )
    .option('--runs <number>', 'cases to try for each property (default 25)', integer(1, 10_000))
    .option(
      '--report <format=path>',
      'json, ndjson (while it runs), junit, ctrf, html, markdown, github or har; - is standard output; repeatable',
      collect,
    )
    .option('--dry-run', 'show what would be sent to the receiver, and send it nothing')
    .option('--config <file>', 'configuration (default: hookswitch.config.ts, .js, .mjs or .json here)')
    .option('-q, --quiet', 'findings and the result only')
    .option('-v, --verbose', 'more about what passed and was skipped');
  receiverFlags(command);
  command.option(
    '--retired-secret-env <name>',
    'the environment variable of a secret that was replaced and must be refused',
  );
  command.addHelpText('after', checkExamples);
  command.action(async (url: string | undefined, flags: CheckFlags) =>
    done(await (await load()).check(url, { ...noLists, ...flags }, io)),
  );
}

const levels = ['must', 'should', 'may'];

const checkExamples = `
Examples:
  hookswitch check                                          a demonstration
  hookswitch check http://localhost:3000/webhook            the secret is in YCM_WEBHOOK_SECRET
  hookswitch check http://localhost:3000/webhook --exec 'node server.js' --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch check https://staging.example.com/ycm --allow-host staging.example.com --report html=report.html

Exit codes: 0 every judged rule met, 1 a rule failed, 2 wrong use, 3 not reachable, 4 inconclusive, 5 our mistake, 130 interrupted`;
