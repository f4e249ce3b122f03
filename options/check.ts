import { checkFormats, reportFormats } from '../reports/format-names.ts';
import { levels } from '../schemas/level.ts';
import { observerOptions, settleOption } from './observer.ts';
import { type FlagsOf, inGroup, type OptionTable } from './option.ts';
import { receiverOptions } from './receiver.ts';
import { seedOption } from './seed.ts';
import { shard } from './shard.ts';
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
  shellCommand,
  text,
  variable,
} from './values.ts';

const level = oneOf(...levels);

const appOptions = {
  app: {
    flag: '--app <module>',
    help: 'load this module, FILE or FILE#EXPORT, and check what it exports, without a port or a process',
    about:
      'A module that exports the receiver, as FILE or FILE#EXPORT. The receiver runs in the process of Hookswitch.',
    value: file,
    config: { key: 'app', unless: 'exec' },
  },
  path: {
    flag: '--path <path>',
    help: 'with --app: path of the webhook, and query if any (default /)',
    about:
      'The path of the webhook, with its query if there is one, for a receiver that app loads. Default: /.',
    value: text,
    config: { key: 'path', schema: { pattern: '^/' } },
  },
  time: {
    flag: '--time <kind>',
    help: 'with --app: simulated (default), so that the check never waits, or real, if the receiver uses other processes',
    about:
      'How time passes for a receiver in this process: simulated, so that the check never waits, or real.',
    value: oneOf('real', 'simulated'),
    config: { key: 'time' },
    library: 'time',
  },
} satisfies OptionTable;

const startOptions = {
  exec: {
    flag: '--exec <command>',
    help: 'start the receiver with this command, and stop it afterwards',
    about: 'The command that starts the receiver.',
    value: shellCommand,
    config: { key: 'exec', unless: 'app' },
    conflicts: ['app'],
  },
  watch: {
    flag: '--watch',
    help: 'check again when a file in this folder changes: failed rules first, then all; needs --exec or --app',
    rerun: false,
  },
  wait: {
    flag: '--wait <duration>',
    help: 'how long to wait for the receiver to start: 30s, 500ms',
    about: 'How long to wait for the receiver, and the app behind a proxy, to start.',
    value: duration,
    config: { key: 'waitSeconds' },
    library: 'waitMs',
  },
} satisfies OptionTable;

const stateOptions = {
  observeIgnore: {
    flag: '--observe-ignore <pattern>',
    help: "don't compare values with this name or path: tally, stats.*, dids.rev; repeatable",
    about:
      "Values of the state that aren't compared: names such as tally, or paths from the top such as dids.rev or stats.*. * stands for any characters of a name. Default: none besides the usual names, such as row ids and versions.",
    value: repeatedText,
    config: { key: 'observeIgnore', adds: true },
    library: 'observeIgnore',
  },
  observeCheck: {
    flag: '--observe-check <pattern>',
    help: 'compare values with this name or path, such as version, although such names are ignored by default; repeatable',
    about:
      'Values that are compared although their names, such as version, are ignored by default. Names or paths as in observeIgnore.',
    value: repeatedText,
    config: { key: 'observeCheck', adds: true },
    library: 'observeCheck',
  },
  observeHistory: {
    flag: '--observe-history',
    help: 'the observer shows a log of what was applied, not only the current state',
    about:
      'Whether the observer shows a log of what was applied, so that entries stay after a newer report. Default: no.',
    config: { key: 'observeHistory' },
    library: 'observeHistory',
  },
  observeApp: {
    flag: '--observe-app <module>',
    help: 'with --app: module, FILE or FILE#EXPORT, with a function (sn) => state (default: the export observe of the app)',
    about:
      'A module, as FILE or FILE#EXPORT, that exports a function which shows the state of a receiver that app loads.',
    value: file,
    config: { key: 'observeApp' },
  },
  downstreamPort: {
    flag: '--downstream-port <port>',
    help: 'simulate the service that your receiver calls, on this port of 127.0.0.1; the service sometimes fails or hangs on purpose',
    about:
      'A port on 127.0.0.1 where the check simulates the service that the receiver calls. It counts the calls, and for some rules it responds late, with an error or not at all. Without an observer, the check observes these calls.',
    value: integer(1, 65_535),
    config: { key: 'downstreamPort' },
    library: 'downstreamPort',
  },
  downstreamResponse: {
    flag: '--downstream-response <file>',
    help: 'JSON file with the responses of this service: [{"path": "/token", "body": {...}, "counts": false}]',
    about:
      'A file with the responses of the service that the check simulates. Its schema is schemas/downstream-responses.schema.json.',
    value: file,
    config: { key: 'downstreamResponse' },
  },
  resetCmd: {
    flag: '--reset-cmd <command>',
    help: 'run this command before the check, to start from a known state',
    about: 'A shell command that runs before the check, to start from a known state.',
    value: shellCommand,
    config: { key: 'resetCmd' },
  },
} satisfies OptionTable;

const ruleOptions = {
  rules: {
    flag: '--rules <patterns>',
    help: "check only these rules: 'signature/*,retry/applies-once'",
    about: 'The rules to check, as ids or patterns such as signature/*. Default: all.',
    value: list({ names: 'rules' }),
    config: { key: 'rules' },
    library: 'rules',
    rerun: false,
  },
  exclude: {
    flag: '--exclude <patterns>',
    help: 'leave out these rules',
    about: 'The rules to leave out, as ids or patterns such as retry/*.',
    value: list({ names: 'rules' }),
    config: { key: 'exclude' },
    library: 'exclude',
    rerun: false,
  },
  level: {
    flag: '--level <level>',
    help: 'check rules of this level and above',
    about: 'The lowest level of rules to check. Default: all levels.',
    value: level,
    config: { key: 'level' },
    library: 'level',
    rerun: false,
  },
  ...seedOption('generate the same cases as the run that printed this seed'),
  numRuns: {
    flag: '--num-runs <number>',
    help: 'number of generated cases per property-based test (default 25)',
    about: 'The number of generated cases per property-based test. Default: 25.',
    value: integer(1, 10_000),
    config: { key: 'numRuns' },
    library: 'numRuns',
  },
  schedules: {
    flag: '--schedules <number>',
    help: 'with --app: number of schedules for messages that overlap, to find races (default 25, with --thorough 500)',
    about:
      'In simulated time, the number of schedules for messages that overlap: in which order, at which moments and in how many pieces they arrive. Default: 25, or 500 with thorough.',
    value: integer(1, 10_000),
    config: { key: 'schedules' },
    library: 'schedules',
  },
  thorough: {
    flag: '--thorough',
    help: 'take minutes instead of seconds: wait longer, cover more situations, and measure response times',
    about:
      'Whether rules may take minutes instead of seconds, to wait longer and cover more situations. Default: no.',
    config: { key: 'thorough' },
    library: 'thorough',
  },
  budget: {
    flag: '--budget <duration>',
    help: 'how long the check may take: 90s, 5m (default 60s, or 3m while "must" rules are open; with --thorough 10m); rules of level "must" run first',
    about:
      'How long the check may take. Rules of level "must" run first; rules that run out of time are inconclusive. Default: 60 seconds, or 3 minutes while rules of level "must" are open and none has failed; with thorough 10 minutes, in simulated time 30 minutes.',
    value: longDuration,
    config: { key: 'budgetSeconds' },
    library: 'budgetMs',
  },
  rate: {
    flag: '--rate <number>',
    help: 'maximum number of requests per second (default: no limit)',
    about:
      'The maximum number of requests that the check sends per second, including those to an observer. Default: no limit.',
    value: integer(1, 100_000),
    config: { key: 'rate' },
    library: 'rate',
  },
  adapt: {
    flag: '--adapt <causes>',
    help: 'look behind only these causes, such as signature-hex; with none, report the cause alone (default: up to three of any)',
    about:
      'The causes to see through, such as signature-hex: if the receiver has one, the check sends what it expects, and reports what lies behind. By default, up to three of any. With an empty list, it reports the cause alone.',
    value: list({ names: 'causes' }),
    library: 'adapt',
    rerun: false,
  },
  lastFailed: {
    flag: '--last-failed',
    help: 'check only the rules that failed in the last check of this receiver, with its seed',
    rerun: false,
  },
  bail: {
    flag: '--bail [number]',
    help: 'stop after this many failed rules (1 without a number)',
    about: 'Stop after this many failed rules; the others are skipped. Default: check all.',
    value: optionalInteger(1, 1000, '--bail'),
    preset: '1',
    library: 'bail',
    rerun: false,
  },
  shard: {
    flag: '--shard <part>',
    help: 'check one part of the rules, such as 1/3; run the parts side by side',
    value: shard,
    rerun: false,
  },
  sequence: {
    flag: '--sequence <id>',
    help: 'run only this saved sequence of retry/converges, by id or file',
    value: file,
    rerun: false,
  },
} satisfies OptionTable;

const resultOptions = {
  failOn: {
    flag: '--fail-on <level>',
    help: 'exit 1 if a rule of this level or above fails (default must)',
    about: 'The level from which a failed rule fails the check. Default: must.',
    value: level,
    config: { key: 'failOn' },
  },
  allowInconclusive: { flag: '--allow-inconclusive', help: 'exit 0 even if some rules are inconclusive' },
  baseline: {
    flag: '--baseline <file>',
    help: 'file of known failures, accepted until they expire',
    about: 'A file of known failures, accepted until they expire.',
    value: file,
    config: { key: 'baseline' },
  },
  report: {
    flag: '--report <format=path>',
    help: `write a report: ${reportFormats.join(', ')} or ndjson (live); - is standard output; repeatable`,
    about: 'The reports to write.',
    value: repeated({ names: checkFormats, assigns: true, path: 'file' }),
    config: {
      key: 'reports',
      schema: {
        items: {
          description: `A report as FORMAT=PATH, where FORMAT is ${reportFormats.join(', ')} or ndjson.`,
          type: 'string',
          pattern: `^(${checkFormats.join('|')})=[^\\u0000]+$`,
        },
      },
    },
    rerun: false,
  },
  records: {
    flag: '--records <file>',
    help: 'write the serial numbers of the PBXs that the check leaves behind in the receiver, one per line',
    value: file,
    rerun: false,
  },
  json: {
    flag: '--json',
    help: 'print only a summary as JSON of at most 20 KB; --report json=FILE has everything',
    conflicts: ['agent'],
    rerun: false,
  },
  agent: {
    flag: '--agent',
    help: 'print only the failures, for a coding agent (default if an agent runs this without a terminal)',
    rerun: false,
  },
  quiet: { flag: '-q, --quiet', help: 'print only the outcome, the findings and the counts', rerun: false },
  verbose: {
    flag: '-v, --verbose',
    help: 'print every rule, and more about those that failed or were skipped',
    rerun: false,
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
      about:
        'The name of the environment variable that contains the previous secret, which the receiver must reject.',
      value: variable,
      config: { key: 'previousSecretEnv' },
    },
  } satisfies OptionTable),
  ...observerOptions,
  ...settleOption,
  ...inGroup('State', stateOptions),
  ...inGroup('Rules', ruleOptions),
  ...inGroup('Result', resultOptions),
  dryRun: { flag: '--dry-run', help: 'show which rules would run, and send nothing', rerun: false },
  config: {
    flag: '--config <file>',
    help: 'configuration file (default: hookswitch.config.ts, .js, .mjs or .json in this folder)',
    value: file,
  },
} satisfies OptionTable;

export type CheckFlags = FlagsOf<typeof checkOptions>;
