import { startDownstream } from '../observation/index.ts';
import { OutputSearch } from '../receiver/index.ts';
import { missingNeed, type Rule, selectRules } from '../runner/index.ts';
import type { Need } from '../schemas/need.ts';
import type { CommonCheckOptions, ReceiverByUrl } from './check-options.ts';
import { createState } from './create-state.ts';
import { assertUsableOptions } from './usable-options.ts';

/** A selected rule, and what keeps a check from running it. */
export interface PlannedRule {
  readonly rule: Rule;
  /** Undefined if it would run. What only the receiver shows may still be missing. */
  readonly need: Need | undefined;
}

/**
 * The rules that a check with these options would run. Sends nothing.
 *
 * @throws HookswitchError as a check does before it sends anything.
 */
export async function planCheck(
  catalog: readonly Rule[],
  options: CommonCheckOptions & ReceiverByUrl,
  canRestart: boolean,
): Promise<PlannedRule[]> {
  assertUsableOptions(options);
  const rules = selectRules(catalog, options);
  const { downstreamPort } = options;
  const downstream = downstreamPort === undefined ? undefined : await startDownstream(downstreamPort);
  const restart = { kill: idle, start: idle, output: new OutputSearch([]) };
  const state = createState(options.url, rules, { ...options, downstream, ...(canRestart && { restart }) });
  await downstream?.close();
  return rules.map((rule) => {
    const verdict = missingNeed(rule, state);
    return { rule, need: verdict && 'need' in verdict ? verdict.need : undefined };
  });
}

async function idle(): Promise<void> {}
