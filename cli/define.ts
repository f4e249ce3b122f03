import { type Command, InvalidArgumentError, Option } from 'commander';
import { HookswitchError } from '../simulator/errors.ts';
import type { CheckFlags } from './commands/check.ts';
import type { FixturesFlags } from './commands/fixtures.ts';
import type { SendFlags } from './commands/send.ts';
import type { SignFlags } from './commands/sign.ts';
import type { Io } from './io.ts';

/** The commands' code is loaded only when one of them runs: help and mistakes are answered at once. */
const load = () => import('./commands/index.ts');

/** Declares every command with its flags; `done` is told the exit code. */
export function addCommands(program: Command, io: Io, done: (exitCode: number) => void): void {
  addCheck(program, io, done);
  addSend(program, io, done);
  addFixtures(program, io, done);
  addSignAndVerify(program, io, done);
  program
    .command('rules')
    .argument('[id]', 'explain this rule; part of an id will do')
    .description('the catalogue of rules; one rule explained')
    .option('--json', 'as JSON')
    .action(async (id: string | undefined, flags: { json?: boolean }) =>
      done((await load()).rules(id, flags, io)),
    );
}

function addCheck(program: Command, io: Io, done: (exitCode: number) => void): void {
  const command = program
    .command('check')
    .argument('[url]', 'the receiver; without it the built-in reference receiver, as a demonstration')
    .description('judge a receiver')
    .option('--exec <command>', 'start the receiver with this command, and stop it at the end')
    .option('--wait <duration>', 'how long to wait for the receiver to listen: 30s, 500ms', duration)
    .option('--observe-url <url>', "shows a PBX's state as JSON; {sn} is replaced by its serial number")
    .option('--settle <duration>', 'how long an effect may come after the ack (default 2s)', duration)
    .option('--rules <patterns>', "judge these rules only: 'signature/*,retry/applies-once'", list)
    .option('--exclude <patterns>', 'leave these rules out', list)
    .addOption(new Option('--level <level>', 'judge rules of this level and above').choices(levels))
    .addOption(
      new Option(
        '--fail-on <level>',
        'exit 1 when a rule of this level or above fails (default must)',
      ).choices(levels),
    )
    .option('--allow-inconclusive', 'exit 0 although some rules could not tell')
    .option(
      '--seed <number>',
      'draw the same cases as the run that printed this seed',
      integer(0, 2 ** 31 - 1),
    )
    .option('--runs <number>', 'cases to try for each property (default 25)', integer(1, 10_000))
    .option(
      '--report <format=path>',
      'json, junit, html or markdown; - is standard output; repeatable',
      collect,
    )
    .option('--config <file>', 'configuration (default: hookswitch.config.ts, .js, .mjs or .json here)')
    .option('-q, --quiet', 'findings and the result only')
    .option('-v, --verbose', 'more about what passed and was skipped');
  receiverFlags(command);
  command.addHelpText('after', checkExamples);
  command.action(async (url: string | undefined, flags: CheckFlags) =>
    done(await (await load()).check(url, { ...noLists, ...flags }, io)),
  );
}

function addSend(program: Command, io: Io, done: (exitCode: number) => void): void {
  const command = program
    .command('send')
    .argument('<url>', 'the receiver')
    .description('one message or more, as YCM would: retries, timeouts, live lines of every attempt')
    .option(
      '--event <name>',
      'test, did_change, did_delete, trunk_delete, pce_delete or capacity_change',
      'test',
    )
    .option('--body <file>', 'send the bytes of this file instead (- is standard input), signed')
    .option('--fault <name>', 'send with this deliberate deviation')
    .option('--count <number>', 'how many messages', integer(1, 100_000), 1)
    .option('--concurrency <number>', 'deliveries under way at once', integer(1, 256), 1)
    .option('--seed <number>', 'draw the same messages again', integer(0, 2 ** 31 - 1))
    .option('--json', 'one line of JSON for each attempt, on standard output');
  receiverFlags(command);
  command.addHelpText('after', sendHelp);
  command.action(async (url: string, flags: SendFlags) =>
    done(await (await load()).send(url, { ...noLists, ...flags }, io)),
  );
}

function addFixtures(program: Command, io: Io, done: (exitCode: number) => void): void {
  const command = program
    .command('fixtures')
    .description('signed messages for tests in any language')
    .option('--event <names>', 'these kinds only: test,did_change,…', list)
    .addOption(
      new Option('--format <format>', 'json, http (the raw request) or curl')
        .choices(['json', 'http', 'curl'])
        .default('json'),
    )
    .option('--count <number>', 'messages of each kind', integer(1, 100_000), 1)
    .option('--seed <number>', 'draw the same messages again', integer(0, 2 ** 31 - 1))
    .option(
      '--url <url>',
      'the URL that raw requests and curl commands name',
      'http://localhost:3000/webhook',
    )
    .option('--out <folder>', 'write one file a message into this folder, with a manifest');
  secretFlags(command);
  command.addHelpText('after', fixturesHelp);
  command.action(async (flags: FixturesFlags) =>
    done(await (await load()).fixtures({ ...noLists, ...flags }, io)),
  );
}

function addSignAndVerify(program: Command, io: Io, done: (exitCode: number) => void): void {
  const sign = program
    .command('sign')
    .argument('[file]', 'the message; - or nothing is standard input')
    .description('print the X-Signature of a message, byte for byte');
  secretFlags(sign);
  sign.action(async (file: string | undefined, flags: SignFlags) =>
    done(await (await load()).sign(file, flags, io)),
  );
  const verify = program
    .command('verify')
    .argument('<signature>', 'the value of X-Signature; after -- when it begins with -')
    .argument('[file]', 'the message; - or nothing is standard input')
    .description('tell whether a signature is right, and if not, which mistake explains it');
  secretFlags(verify);
  verify.action(async (signature: string, file: string | undefined, flags: SignFlags) =>
    done(await (await load()).verify(signature, file, flags, io)),
  );
}

/** How a receiver is reached and what the sender is set to. */
function receiverFlags(command: Command): void {
  secretFlags(command);
  command
    .addOption(
      new Option('--method <method>', 'the request method of the webhook (default POST)').choices([
        'POST',
        'GET',
      ]),
    )
    .addOption(
      new Option('--get-carriage <where>', 'where a GET carries the message').choices([
        'body',
        'query',
        'none',
      ]),
    )
    .option(
      '--header <header>',
      "a header for a proxy in front: 'Name: value'; its value is never shown; repeatable",
      collect,
    )
    .option('--allow-host <host>', 'a host other than this machine that may be reached; repeatable', collect)
    .option('--insecure', 'accept any TLS certificate')
    .option('--timeout <seconds>', 'how long YCM waits for an answer, 3 to 10 (default 5)', integer(3, 10))
    .option('--retries <number>', 'how often YCM sends again, 1 to 5 (default 3)', integer(1, 5))
    .option('--profile <file>', 'JSON: how the sender behaves where the vendor is silent');
}

function secretFlags(command: Command): void {
  command
    .option(
      '--secret-env <name>',
      'the environment variable that holds the secret (default YCM_WEBHOOK_SECRET)',
    )
    .option('--secret-file <file>', 'a file that holds the secret')
    .addOption(
      new Option('--secret <value>').hideHelp().argParser(() => {
        // Not commander's own error: that one quotes the argument.
        throw new HookswitchError(
          'bad-flag',
          'a secret is never a plain argument, where others can read it: give it in YCM_WEBHOOK_SECRET, --secret-env or --secret-file',
        );
      }),
    );
}

/** Repeatable flags that were not given; as defaults of commander's they would show in the help. */
const noLists = { rules: [], exclude: [], report: [], header: [], allowHost: [], event: [] };

const levels = ['must', 'should', 'may'];

const checkExamples = `
Examples:
  hookswitch check                                          a demonstration
  hookswitch check http://localhost:3000/webhook            the secret is in YCM_WEBHOOK_SECRET
  hookswitch check http://localhost:3000/webhook --exec 'node server.js' --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch check https://staging.example.com/ycm --allow-host staging.example.com --report html=report.html

Exit codes: 0 every judged rule met, 1 a rule failed, 2 wrong use, 3 not reachable, 4 inconclusive, 5 our mistake, 130 interrupted`;

const sendHelp = `
Examples:
  hookswitch send http://localhost:3000/webhook                        the test message
  hookswitch send http://localhost:3000/webhook --event did_change --fault lost-ack
  hookswitch send http://localhost:3000/webhook --body message.json --json

Faults: missing-signature, empty-signature, wrong-secret, tampered-body, altered-signature, swapped-signature, weak-digest,
  other-encoding, doubled-header, malformed-signature, header-case, other-method, forged-get, content-type, chunked-body,
  slow-body, broken-upload, lost-ack
  A fault is in every attempt of a message. broken-upload and lost-ack cut the connection, so they are in the first only: what
  follows is the genuine resend.

Exit codes: 0 every message acknowledged, 1 one was not in the end, 2 wrong use, 5 our mistake, 130 interrupted`;

const fixturesHelp = `
Without a secret the messages are signed with the example secret HookswitchExampleSecret32Letters, which no webhook has.
The same seed gives the same bytes.

Examples:
  hookswitch fixtures --out tests/fixtures --seed 1                    a file for each message, signatures in manifest.json
  hookswitch fixtures --event did_change --format curl | sh            send one`;

function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < min || value > max) {
      throw new InvalidArgumentError(`It has to be a whole number from ${min} to ${max}.`);
    }
    return value;
  };
}

const unitsMs = { ms: 1, s: 1000, m: 60_000 } as const;
const longestMs = 600_000;

/** `30s`, `500ms`, `2m` as milliseconds. */
function duration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const ms = Number(amount) * unitsMs[unit as keyof typeof unitsMs];
  if (!(ms <= longestMs))
    throw new InvalidArgumentError('It has to be a duration of at most 10m, such as 500ms, 30s or 2m.');
  return ms;
}

function list(text: string, before: readonly string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
