import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where `node scripts/record-self-test.mjs` stores what a whole run found. */
export const recordPath = fileURLToPath(new URL('../self-test/recorded-run.json', import.meta.url));

/** The recorded run; undefined before the first one. */
export function recordedRun() {
  return existsSync(recordPath) ? JSON.parse(readFileSync(recordPath, 'utf8')) : undefined;
}

/** What a run found: the output of `self-test --json` in short. Pure. */
export function runOf({ receivers }, rules, recordedOn) {
  const isRight = ({ missed, wrong }) => missed.length + wrong.length === 0;
  return {
    recordedOn,
    rules: rules.map(({ id }) => id),
    right: receivers.filter(isRight).length,
    failed: Object.fromEntries(receivers.map(({ name, failed }) => [name, failed])),
  };
}

/** Why the recorded run is stale, one sentence per reason. Pure. */
export function staleParts(run, { rules, brokenReceivers, correctReceivers }) {
  const ids = rules.map(({ id }) => id);
  const receivers = [...brokenReceivers, ...correctReceivers];
  const names = receivers.map(({ name }) => name);
  // The self-test leaves them out, because they take minutes.
  const thorough = rules.filter(({ needs }) => needs?.includes('thorough')).map(({ id }) => id);
  return [
    ...ids.filter((id) => !run.rules.includes(id)).map((id) => `rule ${id} is new`),
    ...run.rules.filter((id) => !ids.includes(id)).map((id) => `rule ${id} is gone`),
    ...Object.keys(run.failed)
      .filter((name) => !names.includes(name))
      .map((name) => `receiver ${name} is gone`),
    ...receivers.flatMap(({ name, lenient = [], fails = lenient, exception }) => {
      const failed = run.failed[name];
      if (!failed) return [`receiver ${name} is new`];
      const mayFail = (id) => exception?.rules === 'any' || exception?.rules.includes(id);
      const checked = fails.filter((id) => !thorough.includes(id));
      const missed = checked.filter((id) => !failed.includes(id)).map((id) => `did not fail ${id}`);
      const wrong = failed.filter((id) => !fails.includes(id) && !mayFail(id)).map((id) => `failed ${id}`);
      return [...missed, ...wrong].map((what) => `receiver ${name} ${what}`);
    }),
  ];
}
