/** The configuration of one part: what is mutated, by which tests it is held, and what both parts share. */
export function configOf(part, mutate) {
  return {
    mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: `tests/mutation/${part}.vitest.ts`, related: false },
    coverageAnalysis: 'perTest',
    // What a module computes once as it is loaded, tables and sentences above all: each such mutant would take all tests.
    ignoreStatic: true,
    incremental: true,
    incrementalFile: `reports/mutation/${part}.incremental.json`,
    // Generous: on a busy machine what is only slow would count as found.
    concurrency: 2,
    timeoutMS: 10_000,
    // Only what the tests need is copied.
    ignorePatterns: [
      '*',
      '!{index.ts,package.json}',
      '!tsconfig.json',
      '!{cli,console,doors,fixtures,listener,schemas,simulator,suites}/**',
      '!tests/**',
      'tests/mutation/node_modules',
      'tests/playwright',
    ],
    reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
    htmlReporter: { fileName: `reports/mutation/${part}.html` },
    jsonReporter: { fileName: `reports/mutation/${part}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    allowEmpty: true,
  };
}
