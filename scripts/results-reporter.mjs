import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** A reporter for vitest: writes what `npm test` counts to the file that HOOKSWITCH_TEST_JSON names. */
export default class ResultsReporter {
  #root = '';

  onInit({ config }) {
    this.#root = config.root;
  }

  onTestRunEnd(modules, unhandledErrors) {
    const path = process.env.HOOKSWITCH_TEST_JSON;
    if (!path) return;
    const ended = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => ended.filter((test) => test.result().state === state);
    const failures = inState('failed').map((test) => ({
      project: test.project.name,
      file: relative(this.#root, test.module.moduleId),
      names: namesOf(test),
      message: test.result().errors?.[0]?.message ?? '',
    }));
    // A file that could not be loaded, a failed hook, or an error outside of tests.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const suites = modules.flatMap((module) => [...module.children.allSuites()]);
    const others =
      broken + suites.filter((suite) => suite.errors().length > 0).length + unhandledErrors.length;
    writeFileSync(path, JSON.stringify({ passed: inState('passed').length, failures, others }));
  }
}

/** The titles of its suites, and its own. */
function namesOf(test) {
  const names = [];
  for (let one = test; one.type !== 'module'; one = one.parent) names.unshift(one.name);
  return names;
}
