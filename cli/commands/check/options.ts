import { observerOptions, settleOption } from '../../shared/options/observer.ts';
import type { FlagsOf, OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { duration, file, integer, list, oneOf, repeated, text } from '../../shared/options/values.ts';

const level = oneOf('must', 'should', 'may');
const formats = ['json', 'ndjson', 'junit', 'ctrf', 'html', 'markdown', 'github', 'har'];

export const checkOptions = {
  exec: {
    flag: '--exec <command>',
    help: 'start the receiver with this command, and stop it at the end',
    value: text,
    config: { key: 'exec' },
  },
  wait: {
    flag: '--wait <duration>',
    help: 'how long to wait for the receiver to listen: 30s, 500ms',
    value: duration,
    config: { key: 'waitSeconds', read: (seconds: number) => seconds * 1000 },
  },
  ...observerOptions,
  downstreamPort: {
    flag: '--downstream-port <port>',
    help: 'play the service that the receiver calls, on this port of 127.0.0.1: counts its calls, and is slow or failing for the rules about that',
    value: integer(1, 65_535),
    config: { key: 'downstreamPort' },
  },
  resetCmd: {
    flag: '--reset-cmd <command>',
    help: 'run this command before the check, to begin with a known state',
    value: text,
    config: { key: 'resetCmd' },
  },
  ...settleOption,
  rules: {
    flag: '--rules <patterns>',
    help: "judge these rules only: 'signature/*,retry/applies-once'",
    value: list({ names: 'rules' }),
    config: { key: 'rules' },
  },
  exclude: {
    flag: '--exclude <patterns>',
    help: 'leave these rules out',
    value: list({ names: 'rules' }),
    config: { key: 'exclude' },
  },
  sequence: {
    flag: '--sequence <id>',
    help: 'try only this sequence of retry/converges: the id of one that a check here saved, or a file',
    value: file,
  },
  level: {
    flag: '--level <level>',
    help: 'judge rules of this level and above',
    value: level,
    config: { key: 'level' },
  },
  failOn: {
    flag: '--fail-on <level>',
    help: 'exit 1 when a rule of this level or above fails (default must)',
    value: level,
    config: { key: 'failOn' },
  },
  baseline: {
    flag: '--baseline <file>',
    help: 'known failures that do not fail the check until they expire',
    value: file,
    config: { key: 'baseline' },
  },
  allowInconclusive: { flag: '--allow-inconclusive', help: 'exit 0 although some rules could not tell' },
  ...seedOption('draw the same cases as the run that printed this seed'),
  thorough: {
    flag: '--thorough',
    help: 'take minutes instead of seconds: wait longer, try more, measure the comparison too',
    config: { key: 'thorough' },
  },
  runs: {
    flag: '--runs <number>',
    help: 'cases to try for each property (default 25)',
    value: integer(1, 10_000),
    config: { key: 'runs' },
  },
  report: {
    flag: '--report <format=path>',
    help: 'json, ndjson (while it runs), junit, ctrf, html, markdown, github or har; - is standard output; repeatable',
    value: repeated({ names: formats, assigns: true, path: 'file' }),
    config: { key: 'reports' },
  },
  dryRun: { flag: '--dry-run', help: 'show what would be sent to the receiver, and send it nothing' },
  config: {
    flag: '--config <file>',
    help: 'configuration (default: hookswitch.config.ts, .js, .mjs or .json here)',
    value: file,
  },
  quiet: { flag: '-q, --quiet', help: 'findings and the result only' },
  verbose: { flag: '-v, --verbose', help: 'more about what passed and was skipped' },
  ...receiverOptions,
  retiredSecretEnv: {
    flag: '--retired-secret-env <name>',
    help: 'the environment variable of a secret that was replaced and must be refused',
    value: text,
    config: { key: 'retiredSecretEnv' },
  },
} satisfies OptionTable;

export type CheckFlags = FlagsOf<typeof checkOptions>;
