/** The configuration of one part: what is mutated, which tests cover it, and what all parts share. */
export function configOf(part, mutate) {
  return {
    mutate,
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: `tests/mutation/${part}.vitest.ts`, related: false },
    coverageAnalysis: 'perTest',
    // Values computed once when a module loads, such as tables and sentences: each such mutant would run all tests.
    ignoreStatic: true,
    incremental: true,
    incrementalFile: `build/mutation/${part}.incremental.json`,
    // Generous: on a busy machine a slow mutant would count as killed.
    concurrency: 2,
    timeoutMS: 20_000,
    // Only what the tests need is copied.
    ignorePatterns: [
      '*',
      '!{index.ts,package.json}',
      '!tsconfig.json',
      '!{bench,check,cli,console,diagnosis,doctor,files,fixtures,integrations,listener,load,observation}/**',
      '!{receiver,replay,reports,runner,schemas,self-test,sending,simulator,suites,text,time}/**',
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
