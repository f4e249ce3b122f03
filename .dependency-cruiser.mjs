const belowSuites = [
  ...['text', 'schemas', 'time', 'simulator', 'files', 'options'],
  ...['receiver', 'observation', 'runner', 'diagnosis', 'check'],
];

/** Modules in the order in which they build on each other: each imports only what stands before it, and none imports itself in a circle. */
const arrows = [
  ['text', [], 'text/ holds small functions about text: it knows no other module.'],
  ['schemas', ['text'], 'schemas/ is the contract as data: it builds on text/ alone.'],
  ['time', ['text'], 'time/ simulates time: it knows neither messages nor receivers.'],
  [
    'simulator',
    ['text', 'schemas', 'time'],
    'simulator/ behaves as YCM: it knows nothing of rules, receivers or commands.',
  ],
  [
    'files',
    ['text', 'schemas', 'simulator'],
    'files/ reads and writes files, and explains errors: it knows no check.',
  ],
  [
    'reports',
    ['text', 'schemas'],
    'reports/ turns a finished report into text: it reads data and nothing else.',
  ],
  [
    'options',
    ['text', 'schemas', 'reports'],
    'options/ holds the rows of options, which check/, the console and the commands read: it knows none of them.',
  ],
  [
    'receiver',
    ['text', 'schemas', 'time', 'simulator'],
    'receiver/ serves, starts, kills and restarts the receiver under test: it sees no state and knows no rule.',
  ],
  [
    'observation',
    ['text', 'schemas', 'time', 'simulator', 'receiver'],
    "observation/ sees a receiver's state and compares it: it sends no message and knows no rule.",
  ],
  [
    'runner',
    ['text', 'schemas', 'time', 'simulator', 'files', 'receiver', 'observation'],
    'runner/ checks a receiver with the rules it is given: it knows none of them, and no cause.',
  ],
  [
    'diagnosis',
    ['text', 'schemas', 'time', 'simulator', 'receiver', 'observation', 'runner'],
    'diagnosis/ proves root causes by experiments: it knows no rule, and what a check does with a cause.',
  ],
  [
    'check',
    [
      ...['text', 'schemas', 'time', 'simulator', 'files', 'options'],
      ...['receiver', 'observation', 'runner', 'diagnosis'],
    ],
    'check/ prepares a run, diagnoses, runs the rules and reports: it knows none of the rules.',
  ],
  [
    'suites',
    ['text', 'schemas', 'time', 'simulator', 'observation', 'runner', 'check'],
    'suites/ holds the rules: they know the runner and what it builds on.',
  ],
  [
    'listener',
    ['text', 'schemas', 'time', 'simulator'],
    'listener/ takes requests and explains their signatures: it knows no rule and no front end.',
  ],
  [
    'load',
    ['text', 'schemas', 'simulator', 'observation', 'reports'],
    'load/ makes traffic and watches the end state: it knows no rule and no command.',
  ],
  [
    'sending',
    ['text', 'schemas', 'time', 'simulator'],
    'sending/ shows what is sent, attempt by attempt: it knows no rule and no command.',
  ],
  [
    'replay',
    ['text', 'schemas', 'simulator', 'check', 'listener', 'sending'],
    'replay/ sends what was recorded: it knows no rule and no command.',
  ],
  [
    'doctor',
    ['text', 'schemas', 'simulator', 'observation', 'runner', 'sending'],
    'doctor/ examines the way to a receiver: it knows no rule and no command.',
  ],
  [
    'fixtures',
    ['text', 'schemas', 'simulator', 'files', 'runner', 'suites', 'reports'],
    'fixtures/ holds receivers and generates messages for tests: it knows no front end.',
  ],
  [
    'integrations',
    [...belowSuites, 'suites', 'reports'],
    'integrations/ fits the simulator and the suites into other test tools: it knows no front end and no fixture.',
  ],
  [
    'console',
    [...belowSuites, 'suites', 'reports', 'listener'],
    'console/ is a web page over the simulator and the suites: it knows no command and no fixture.',
  ],
];
const modules = [...arrows.map(([name]) => name), 'cli'];

const forbidden = arrows.map(([name, allowed, comment]) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${name}/` },
  to: { path: `^(${modules.filter((other) => other !== name && !allowed.includes(other)).join('|')})/` },
}));

export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment:
        'Files that import each other in a circle, types included, cannot be understood one by one: move what both need. A command imports its code when it runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    ...forbidden,
    {
      name: 'through-the-index',
      comment:
        'A module can change inside as long as others see only its index.ts, or rule-kit.ts, with which rules are written. What help loads at each start, and entry points for tests that need a few functions, import these files alone.',
      severity: 'error',
      from: {
        path: '^([^/]+)(/|\\.ts$)',
        pathNot:
          '^(tests/|(check/adaptation/adaptations|cli/commands/completion/suggestions)\\.ts$|cli/shared/interrupts/npx-end\\.ts$|integrations/(fast-check|msw)[./])',
      },
      to: {
        path: '^(files|receiver|observation|runner|diagnosis|check)/',
        pathNot:
          '^($1/|(files|receiver|observation|runner|diagnosis|check)/index\\.ts$|runner/rule-kit\\.ts$)',
      },
    },
    {
      name: 'formats-only-print',
      comment:
        'A format prints the model of a report, and knows nothing of rules, causes or options: what it needs to know belongs in the model.',
      severity: 'error',
      from: { path: '^reports/formats/' },
      to: {
        path: '^(reports|schemas)/',
        pathNot:
          '^(schemas/generated/|reports/(formats/|(model|blocks|tests|rows|rerun|wire|words|diff)\\.ts$))',
      },
    },
    {
      name: 'nothing-imports-tests',
      comment:
        'Tests may import everything, and nothing imports them: what a benchmark needs as well is in bench/support/.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'product-imports-no-bench',
      comment: 'Benchmarks and the self-test measure the product, which knows nothing of them.',
      severity: 'error',
      from: { path: `^(index\\.ts$|(${modules.join('|')})/)` },
      to: { path: '^(bench|self-test)/' },
    },
    {
      name: 'page-imports',
      comment: "The console's page runs in a browser: it knows the console's API and nothing else of ours.",
      severity: 'error',
      from: { path: '^console/page/' },
      to: {
        pathNot:
          '^(console/page/|console/server/api/|schemas/generated/|schemas/(need|severity|words/(learned|diagnosis|behind|outcome)-words)\\.ts$|node_modules/|hono/client$)',
      },
    },
    {
      name: 'page-imports-types-of-the-api',
      comment: "Of the server, the console's page imports only the types of its API.",
      severity: 'error',
      from: { path: '^console/page/' },
      to: { path: '^console/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'receivers-share-nothing',
      comment: 'A receiver that is checked shares no code with the check, or both could share one mistake.',
      severity: 'error',
      from: { path: '^fixtures/receivers/', pathNot: '^fixtures/receivers/index\\.ts$' },
      to: { path: `^(?!fixtures/receivers/)(${modules.join('|')})/` },
    },
    {
      name: 'rules-send-through-their-context',
      comment:
        'A rule sends, looks and waits only through its context, which records the evidence: no sockets, timers or files.',
      severity: 'error',
      from: { path: '^suites/(signature|acknowledgement|retry|message|method|security)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(crypto|buffer)$' },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '^(dist|tests/mutation/node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
    cache: false,
  },
};
