import { createIdentities } from '../runner/context/identity.ts';
import { CrashGuard } from '../runner/diagnosis/crashes.ts';
import { KeptAttempts } from '../runner/diagnosis/kept-attempts.ts';
import { Responses } from '../runner/diagnosis/responses.ts';
import { createInFlight } from '../runner/in-flight.ts';
import { RateGuard } from '../runner/rate/rate-guard.ts';
import { defineRule } from '../runner/rule.ts';
import { runRules } from '../runner/run.ts';
import { defaultProfile, defaultSettings, freshConnections } from '../simulator/index.ts';
import { libraryWords } from '../text/option-words.ts';
import { createRedactor } from '../text/redact.ts';
import { type Bench, median } from './figure.ts';

const ruleCount = 1000;
const rounds = 9;
const secret = 'b8Kq3VtLzX6mN0wRy5JhC2sGd7PfUe9A';

/** The cost of the runner itself: rules that do nothing, checked and recorded. */
export const runnerCost: Bench = async () => {
  const rules = Array.from({ length: ruleCount }, (_, n) =>
    defineRule({
      id: `bench/rule-${n}`,
      title: 'does nothing',
      level: 'must',
      basis: 'derived',
      harm: 'refuses-genuine',
      requirements: [],
      why: 'It is a measure.',
      fix: 'None.',
      inProduction: 'Nothing.',
      tried: 'Nothing.',
      lesson: 'none',
      run: async () => {},
    }),
  );
  const perRule: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await runRules({
      rules,
      state: idleState(),
      redactor: createRedactor([secret]),
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

function idleState() {
  const connection = { allowHosts: [] };
  return {
    webhook: { url: 'http://127.0.0.1:9/', secret, method: 'POST' },
    settings: defaultSettings,
    profile: defaultProfile,
    headers: [],
    connection,
    connector: freshConnections(connection),
    observer: undefined,
    downstream: undefined,
    process: undefined,
    comeBackMs: 0,
    retiredSecret: undefined,
    words: libraryWords,
    isThorough: false,
    seed: 1,
    runs: 25,
    settleMs: 1000,
    identities: createIdentities(),
    inFlight: createInFlight({ atOnce: 16 }),
    pace: { ackMs: 0, eachMs: 0, queueMs: 0 },
    crashes: new CrashGuard(undefined, 60_000, () => {}),
    rate: new RateGuard({
      bounds: { atOnce: 1 },
      budgetMs: 60_000,
      control: async () => undefined,
      signal: undefined,
    }),
    attempts: new KeptAttempts(),
    responses: new Responses(),
    seen: {
      acknowledged: 0,
      showsEffects: false,
      acceptsTestOnly: false,
      looks: { count: 0, totalMs: 0 },
      ignored: new Set<string>(),
      gone: undefined,
    },
  } as const;
}
