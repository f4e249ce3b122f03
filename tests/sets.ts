/**
 * Which tests run when, by file below tests/. Files in no list are in `npm test`.
 * `npm run test:all` runs them all, the rest last.
 */

/** These take minutes, or cover code that rarely changes. `npm test` leaves them out; the rest runs them. */
export const rest = [
  'action/action',
  'bench/false-alarms',
  'cli/commands/check/killed',
  'cli/commands/check/leaves-nothing',
  'cli/commands/check/opens-early',
  'cli/commands/check/rerun',
  'cli/commands/demo/fixes',
  'cli/commands/listen/hostile',
  'cli/commands/replay/foreign-journal',
  'cli/foreign-json',
  'cli/interrupt',
  'cli/newer-node',
  'cli/unwritable',
  'console/server/damaged-values',
  'docs/picture',
  'docs/snippets',
  'examples/in-process',
  'examples/playwright',
  'fixtures/generator/formats',
  'fixtures/generator/negative',
  'fuzz/request-memory',
  'integrations/jest',
  'integrations/playwright-adapter',
  'load/distributed/load-many',
  'load/distributed/untrusted-redis',
  'load/report/html-browser',
  'reports/formats/html-browser',
  'runner/diagnosis/idle-connection',
  'runner/diagnosis/slow',
  'runner/downstream/long-queue',
  'runner/hostile',
  'runner/measured-late',
  'runner/rate/limits',
  'runner/silence',
  'runner/tls',
  'runner/vary',
  'schemas/add-event',
  'schemas/built',
  'self-test/self-test',
  'simulator/journal/damage',
  'simulator/journal/kill',
  'simulator/journal/refusals',
  'simulator/sender/sender-kill',
  'suites/lessons/checked',
  'suites/retry/advice/why-dropped',
  'suites/retry/advice/why-older-wins',
  'suites/retry/observers',
];

/** These run in both: `npm test` tries a few of their cases (see `howMany`), the rest tries all of them. */
export const inBoth = ['docs/follow', 'fuzz/wire', 'runner/in-process/in-process', 'suites/retry/converges'];

/**
 * The kill matrix: `npm test` checks that a sample fails what it must, `npm run test:all` checks all receivers with every rule instead. It
 * runs in simulated time, a file per core.
 */
export const matrix = [1, 2].map((part) => `suites/kill-matrix/part-${part}`);

/** These measure time, so they run after all others; they mostly wait. */
export const timed = [
  'suites/acknowledgement/acknowledges-large-messages',
  'load/engine/engine',
  'load/engine/pacer',
];

/** These measure time too, and rarely change; they run one by one after the rest. */
export const timedRest = [
  'load/engine/warm-up',
  'fuzz/request-cost',
  'fuzz/response-cost',
  'suites/signature/hides-timing',
];

/** These take longest, so they start first and run beside all others, not alone at the end. */
export const longest = [
  ...matrix,
  'runner/vary',
  'cli/commands/check/rerun',
  'runner/measured-late',
  'docs/follow',
  'runner/hostile',
  'suites/acknowledgement/downstream-rules',
  'cli/commands/check/killed',
  'suites/message/applies-every-item',
  'runner/diagnosis/signature',
  'runner/diagnosis/diagnosis',
  'suites/kill-matrix/reference',
  'runner/diagnosis/idle-connection',
  'runner/diagnosis/slow',
  'runner/diagnosis/stopped-responding',
  'suites/lessons/checked',
  'suites/retry/observers',
  'suites/message/removes-the-dids',
  'suites/message/keeps-pbxs-apart',
  'runner/in-process/in-process',
  'cli/foreign-json',
  'suites/retry/remembers',
  'suites/acknowledgement/acknowledges-quickly',
  'cli/commands/load/load',
  'suites/retry/converges',
  'runner/downstream/downstream',
  'docs/generated',
];
