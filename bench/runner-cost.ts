import { defineRule, runRules } from '../runner/index.ts';
import { createRedactor } from '../text/secrets/redact.ts';
import { type Bench, median } from './figure.ts';
import { stateOfRun } from './support/state-of-run.ts';

const ruleCount = 1000;
const rounds = 9;

/** The cost of the runner itself: rules that do nothing, checked and recorded. */
export const runnerCost: Bench = async () => {
  const rules = Array.from({ length: ruleCount }, (_, n) =>
    defineRule({
      id: `bench/rule-${n}`,
      title: 'does nothing',
      level: 'must',
      sentBy: 'ycm',
      basis: 'derived',
      severity: 'refuses-genuine',
      requirements: [],
      why: 'It is a measure.',
      fix: 'None.',
      inProduction: 'Nothing.',
      procedure: ['Nothing.'],
      lesson: 'none',
      run: async () => {},
    }),
  );
  const perRule: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await runRules({
      rules,
      state: stateOfRun(),
      redactor: createRedactor([]),
      budget: { totalMs: 60_000, endsAt: performance.now() + 60_000 },
      signal: new AbortController().signal,
    });
    perRule.push((performance.now() - start) / ruleCount);
  }
  return [
    {
      what: "runner's own cost",
      value: median(perRule),
      unit: 'ms a rule',
      atMost: 1,
      how: `${ruleCount} rules that do nothing`,
    },
  ];
};
