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
    incrementalFile: `build/mutation/${part}.incremental.json`,
    // Generous: on a busy machine what is only slow would count as found.
    concurrency: 2,
    timeoutMS: 20_000,
    // Only what the tests need is copied.
    ignorePatterns: [
      '*',
      '!{index.ts,package.json}',
      '!tsconfig.json',
      '!{bench,cli,console,fixtures,integrations,listener,load,replay,reports,runner,schemas,self-test,sending,simulator,suites,text}/**',
      '!tests/**',
      'tests/mutation/node_modules',
      'tests/playwright',
    ],
    reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
    htmlReporter: { fileName: `build/mutation/${part}.html` },
    jsonReporter: { fileName: `build/mutation/${part}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    allowEmpty: true,
  };
}
