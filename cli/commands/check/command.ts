import { causesSeenThrough } from '../../../check/adaptation/adaptations.ts';
import { reportFormats } from '../../../reports/format-names.ts';
import { levels } from '../../../schemas/level.ts';
import { command } from '../../shared/command.ts';
import { observerOptions, settleOption } from '../../shared/options/observer.ts';
import { type FlagsOf, inGroup, type OptionTable } from '../../shared/options/option.ts';
import { receiverOptions } from '../../shared/options/receiver.ts';
import { seedOption } from '../../shared/options/seed.ts';
import { shard } from '../../shared/options/shard.ts';
import {
  duration,
  file,
  integer,
  list,
  longDuration,
  oneOf,
  optionalInteger,
  repeated,
  repeatedText,
  text,
} from '../../shared/options/values.ts';
import { checkFormats } from './formats.ts';

const level = oneOf(...levels);

const appOptions = {
  app: {
    flag: '--app <module>',
    help: 'load this module, FILE or FILE#EXPORT, and check what it exports, without a port or a process',
    value: file,
    config: { key: 'app', unless: 'exec' },
  },
  path: {
    flag: '--path <path>',
    help: 'with --app: path of the webhook, and query if any (default /)',
    value: text,
    config: { key: 'path' },
  },
  time: {
    flag: '--time <kind>',
    help: 'with --app: simulated (default), so that the check never waits, or real, if the receiver uses other processes',
    value: oneOf('simulated', 'real'),
    config: { key: 'time' },
  },
} satisfies OptionTable;

const startOptions = {
  exec: {
    flag: '--exec <command>',
    help: 'start the receiver with this command, and stop it afterwards',
    value: text,
    config: { key: 'exec', unless: 'app' },
    conflicts: ['app'],
  },
  watch: {
    flag: '--watch',
    help: 'check again when a file in this folder changes: failed rules first, then all; needs --exec or --app',
  },
  wait: {
    flag: '--wait <duration>',
    help: 'how long to wait for the receiver to start: 30s, 500ms',
    value: duration,
    config: { key: 'waitSeconds', read: (seconds: number) => seconds * 1000 },
  },
} satisfies OptionTable;

const stateOptions = {
  observeIgnore: {
    flag: '--observe-ignore <pattern>',
    help: "don't compare values with this name or path: tally, stats.*, dids.rev; repeatable",
    value: repeatedText,
    config: { key: 'observeIgnore', adds: true },
  },
  observeCheck: {
    flag: '--observe-check <pattern>',
    help: 'compare values with this name or path, such as version, although such names are ignored by default; repeatable',
    value: repeatedText,
    config: { key: 'observeCheck', adds: true },
  },
  observeHistory: {
    flag: '--observe-history',
    help: 'the observer shows a log of what was applied, not only the current state',
    config: { key: 'observeHistory' },
  },
  observeApp: {
    flag: '--observe-app <module>',
    help: 'with --app: module, FILE or FILE#EXPORT, with a function (sn) => state (default: the export observe of the app)',
    value: file,
    config: { key: 'observeApp' },
  },
  downstreamPort: {
    flag: '--downstream-port <port>',
    help: 'simulate the service that your receiver calls, on this port of 127.0.0.1; the service sometimes fails or hangs on purpose',
    value: integer(1, 65_535),
    config: { key: 'downstreamPort' },
  },
  downstreamResponse: {
    flag: '--downstream-response <file>',
    help: 'JSON file with the responses of this service: [{"path": "/token", "body": {...}, "counts": false}]',
    value: file,
    config: { key: 'downstreamResponse' },
  },
  resetCmd: {
    flag: '--reset-cmd <command>',
    help: 'run this command before the check, to start from a known state',
    value: text,
    config: { key: 'resetCmd' },
  },
} satisfies OptionTable;

const ruleOptions = {
  rules: {
    flag: '--rules <patterns>',
    help: "check only these rules: 'signature/*,retry/applies-once'",
    value: list({ names: 'rules' }),
    config: { key: 'rules' },
  },
  exclude: {
    flag: '--exclude <patterns>',
    help: 'leave out these rules',
    value: list({ names: 'rules' }),
    config: { key: 'exclude' },
  },
  level: {
    flag: '--level <level>',
    help: 'check rules of this level and above',
    value: level,
    config: { key: 'level' },
  },
  ...seedOption('generate the same cases as the run that printed this seed'),
  numRuns: {
    flag: '--num-runs <number>',
    help: 'number of generated cases per property-based test (default 25)',
    value: integer(1, 10_000),
    config: { key: 'numRuns' },
  },
  schedules: {
    flag: '--schedules <number>',
    help: 'with --app: number of schedules for messages that overlap, to find races (default 25, with --thorough 500)',
    value: integer(1, 10_000),
    config: { key: 'schedules' },
  },
  thorough: {
    flag: '--thorough',
    help: 'take minutes instead of seconds: wait longer, cover more situations, and measure response times',
    config: { key: 'thorough' },
  },
  budget: {
    flag: '--budget <duration>',
    help: 'how long the check may take: 90s, 5m (default 60s, with --thorough 10m); rules of level "must" run first',
    value: longDuration,
    config: { key: 'budgetSeconds', read: (seconds: number) => seconds * 1000 },
  },
  rate: {
    flag: '--rate <number>',
    help: 'maximum number of requests per second (default: no limit)',
    value: integer(1, 100_000),
    config: { key: 'rate' },
  },
  adapt: {
    flag: '--adapt <causes>',
    help: 'look behind only these causes, such as signature-hex; with none, report the cause alone (default: up to three of any)',
    value: list({ names: ['none', ...causesSeenThrough] }),
  },
  lastFailed: {
    flag: '--last-failed',
    help: 'check only the rules that failed in the last check of this receiver, with its seed',
  },
  bail: {
    flag: '--bail [number]',
    help: 'stop after this many failed rules (1 without a number)',
    value: optionalInteger(1, 1000, '--bail'),
    preset: '1',
  },
  shard: {
    flag: '--shard <part>',
    help: 'check one part of the rules, such as 1/3; run the parts side by side',
    value: shard,
  },
  sequence: {
    flag: '--sequence <id>',
    help: 'run only this saved sequence of retry/converges, by id or file',
    value: file,
  },
} satisfies OptionTable;

const resultOptions = {
  failOn: {
    flag: '--fail-on <level>',
    help: 'exit 1 if a rule of this level or above fails (default must)',
    value: level,
    config: { key: 'failOn' },
  },
  allowInconclusive: { flag: '--allow-inconclusive', help: 'exit 0 even if some rules are inconclusive' },
  baseline: {
    flag: '--baseline <file>',
    help: 'file of known failures, accepted until they expire',
    value: file,
    config: { key: 'baseline' },
  },
  report: {
    flag: '--report <format=path>',
    help: `write a report: ${reportFormats.join(', ')} or ndjson (live); - is standard output; repeatable`,
    value: repeated({ names: checkFormats, assigns: true, path: 'file' }),
    config: { key: 'reports' },
  },
  records: {
    flag: '--records <file>',
    help: 'write the serial numbers of the PBXs that the check leaves behind in the receiver, one per line',
    value: file,
  },
  json: {
    flag: '--json',
    help: 'print only a summary as JSON of at most 20 KB; --report json=FILE has everything',
    conflicts: ['agent'],
  },
  agent: {
    flag: '--agent',
    help: 'print only the failures, for a coding agent (default if an agent runs this without a terminal)',
  },
  quiet: { flag: '-q, --quiet', help: 'print only the outcome, the findings and the counts' },
  verbose: {
    flag: '-v, --verbose',
    help: 'print every rule, and more about those that failed or were skipped',
  },
} satisfies OptionTable;

export const checkOptions = {
  ...inGroup('Receiver', appOptions),
  ...inGroup('Receiver', startOptions),
  ...receiverOptions,
  ...inGroup('Secret', {
    previousSecretEnv: {
      flag: '--previous-secret-env <name>',
      help: 'environment variable with the previous secret, which must be rejected',
      value: text,
      config: { key: 'previousSecretEnv' },
    },
  } satisfies OptionTable),
  ...observerOptions,
  ...settleOption,
  ...inGroup('State', stateOptions),
  ...inGroup('Rules', ruleOptions),
  ...inGroup('Result', resultOptions),
  dryRun: { flag: '--dry-run', help: 'show which rules would run, and send nothing' },
  config: {
    flag: '--config <file>',
    help: 'configuration file (default: hookswitch.config.ts, .js, .mjs or .json in this folder)',
    value: file,
  },
} satisfies OptionTable;

export type CheckFlags = FlagsOf<typeof checkOptions>;

const notes = `
Examples:
  hookswitch check http://localhost:3000/webhook            reads the secret from YCM_WEBHOOK_SECRET
  hookswitch check http://localhost:3000/webhook --exec 'node server.js' --observe-url 'http://localhost:3000/state?sn={sn}'
  hookswitch check --app app.mjs --path /webhook            loads the module, and checks what it exports
  hookswitch check https://staging.example.com/ycm --allow-host staging.example.com --report html=report.html
  hookswitch check reference                                checks the built-in reference receiver, as a demo

Exit codes: 0 passed, 1 failed, 2 usage error, 3 not reachable, 4 inconclusive, 5 internal error, 130 interrupted`;

export const checkCommand = command({
  name: 'check',
  description: 'test a receiver against the rules',
  arguments: [
    {
      name: '[url]',
      help: 'the receiver (default: from the configuration); "reference" is the built-in one',
    },
  ],
  options: checkOptions,
  notes,
  run: async ({ args: [url], flags, io }) => (await import('./run.ts')).runCheck(url, flags, io),
});
