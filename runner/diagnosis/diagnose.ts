import type { Diagnosis, RuleResult } from '../../schemas/generated/types.ts';
import { fingerprint } from '../../text/redact.ts';
import type { RunState } from '../context/run-state.ts';
import { decide } from './decide.ts';
import type { Beforehand } from './gather.ts';

/** The root cause of what the run found, if it shows one. */
export function diagnose(
  run: RunState,
  beforehand: Beforehand | undefined,
  results: readonly RuleResult[],
): Diagnosis | undefined {
  if (!beforehand) return undefined;
  const { method, url, secret } = run.webhook;
  const facts = {
    ...beforehand,
    method,
    path: new URL(url).pathname,
    secret: fingerprint(secret),
    timeoutMs: run.settings.timeoutSeconds * 1000,
    results,
  };
  return decide(facts, run.words);
}
