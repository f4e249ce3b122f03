/**
 * Which tests run when, by file below tests/. Files in no list are in `npm test`. `npm run test:all` runs them all. Tests in real-time/ run
 * after all others.
 */

/** These take minutes, or cover code that rarely changes. `npm test` leaves them out; the rest runs them. */
export const rest = [
  'action/action',
  'cli/closed-output',
  'cli/commands/check/leaves-nothing',
  'cli/commands/check/opens-early',
  'cli/commands/check/rerun',
  'cli/commands/check/sequence',
  'cli/commands/check/surroundings',
  'cli/commands/check/watch/watch',
  'cli/commands/listen/hostile',
  'cli/hostile-input',
  'cli/interrupt',
  'cli/unwritable',
  'cli/url-credentials',
  'console/server/damaged-values',
  'docs/picture',
  'docs/snippets',
  'examples/playwright',
  'fixtures/generator/formats',
  'fixtures/generator/negative',
  'fuzz/request-memory',
  'integrations/fast-check',
  'integrations/jest',
  'integrations/msw/check',
  'integrations/playwright-adapter',
  'load/report/html-browser',
  'load/workload/workload',
  'real-time/bench/false-alarms',
  'real-time/cli/commands/check/killed',
  'real-time/cli/commands/demo/fixes',
  'real-time/cli/newer-node',
  'real-time/docs/getting-started',
  'real-time/examples/in-process',
  'real-time/fuzz/request-cost',
  'real-time/fuzz/response-cost',
  'real-time/load/distributed/load-many',
  'real-time/load/engine/warm-up',
  'real-time/runner/measured-late',
  'real-time/runner/tls',
  'real-time/runner/tried-alone',
  'real-time/suites/signature/hides-timing',
  'replay/recordings',
  'reports/formats/html-browser',
  'diagnosis/idle-connection',
  'diagnosis/shared-clock',
  'diagnosis/slow',
  'diagnosis/two-bugs',
  'runner/downstream/long-queue',
  'runner/hostile',
  'observation/command',
  'runner/sending/limits',
  'receiver/executed-receiver',
  'runner/silence',
  'check/vary',
  'schemas/add-event',
  'schemas/built',
  'schemas/hostile',
  'scripts/run-steps',
  'self-test/self-test',
  'simulator/journal/kill',
  'simulator/journal/likeness',
  'simulator/journal/refusals',
  'simulator/scenarios/parse-scenario',
  'simulator/sender/sender-kill',
  'simulator/wire/loop-watch',
  'suites/acknowledgement/downstream-rules',
  'suites/lessons/checked',
  'suites/message/applies-every-item',
  'suites/message/applies-whole-lists',
  'suites/message/keeps-pbxs-apart',
  'suites/message/survives-broken-text',
  'suites/retry/advice/why-dropped',
  'suites/retry/observers',
  'suites/retry/remembers',
  'suites/retry/schedules',
  'suites/signature/accepts-non-ascii',
  'time/impossible',
  'time/same-seed',
];

/** These run in both: `npm test` tries a few of their cases (see `howMany`), the rest tries all of them. */
export const inBoth = [
  'real-time/docs/follow',
  'check/secret-elsewhere',
  'fuzz/wire',
  'receiver/in-process/in-process',
  'suites/kill-matrix/reference',
  'suites/retry/converges',
];

/** `npm test` tries a few of their cases, and a release all of them, which takes ten minutes: `npx vitest run --project release`. */
export const release = ['check/adaptation/matrix'];

/** The rest runs these last, with nothing beside them. */
export const alone = ['real-time/self-test/over-http'];

/**
 * The kill matrix: `npm test` checks that a sample fails what it must, `npm run test:all` checks all receivers with every rule instead. It
 * runs in simulated time, a file per core.
 */
export const matrix = [1, 2].map((part) => `suites/kill-matrix/part-${part}`);

/** These take longest, so they start first, and none runs alone at the end. */
export const longest = [
  ...matrix,
  'check/vary',
  'cli/commands/check/rerun',
  'real-time/docs/follow',
  'real-time/docs/getting-started',
  'runner/hostile',
  'suites/acknowledgement/downstream-rules',
  'real-time/cli/commands/check/killed',
  'suites/message/applies-every-item',
  'diagnosis/signature',
  'diagnosis/diagnosis',
  'suites/kill-matrix/reference',
  'suites/lessons/checked',
  'suites/retry/observers',
  'suites/message/keeps-pbxs-apart',
  'receiver/in-process/in-process',
  'cli/hostile-input',
  'suites/retry/remembers',
  'cli/commands/load/load',
  'suites/retry/converges',
  'observation/downstream/downstream',
  'docs/generated',
];
