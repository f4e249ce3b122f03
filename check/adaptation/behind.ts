import { decisive, isRefusedAsForged, refusals } from '../../diagnosis/index.ts';
import { type Adapted, hidesRule } from '../../runner/index.ts';
import type { Behind, Diagnosis, RuleResult } from '../../schemas/generated/types.ts';
import type { Found } from './left-open.ts';

/** A run with a sender that adapts, and what it found. */
export interface Layer {
  /** Its last adaptation is not proven by itself. */
  readonly isTentative: boolean;
  readonly adapted: Adapted;
  readonly found: Found;
}

/** Those whose adaptations are proven: something genuine got through, at once or with further ones. Pure. */
export function provenOf(layers: readonly Layer[]): readonly Layer[] {
  const through = layers.findLastIndex(({ found }) => refusals(found.facts.genuine) === undefined);
  const doubtful = layers.findIndex(({ isTentative }, n) => isTentative && n > through);
  return doubtful < 0 ? layers : layers.slice(0, doubtful);
}

/** What was found behind the causes of a first run. Pure. */
export function behindOf(first: Found, layers: readonly Layer[]): Behind {
  const results = resultsOf(layers);
  const all = [...results.values()];
  const open = first.results.filter(({ verdict }) => verdict !== 'pass');
  const isOpen = ({ id }: Pick<RuleResult, 'id'>) => open.some((one) => one.id === id);
  const told = all.filter(({ verdict }) => verdict === 'pass' || verdict === 'fail');
  const last = layers.at(-1)?.adapted;
  return {
    adapted: (last?.causes ?? []).map((cause, n) => ({
      cause,
      words: last?.words[n] ?? '',
      passed: told
        .filter((one) => one.verdict === 'pass' && isOpen(one) && one.behind?.length === n + 1)
        .map(({ id }) => id),
    })),
    causes: causesOf(first, layers),
    results: told.filter(({ verdict }) => verdict === 'fail'),
    // A rule that failed because of the cause is a finding already.
    hidden: all
      .filter(({ verdict }) => verdict === 'inconclusive')
      .filter(({ id }) => open.some((one) => one.id === id && one.verdict !== 'fail'))
      .map(({ id }) => id),
  };
}

/** Causes that no run before has named. */
function causesOf(first: Found, layers: readonly Layer[]): Diagnosis[] {
  const causes = new Map<string, Diagnosis>();
  const known = new Set<string>(first.causes.map(({ cause }) => cause));
  for (const { adapted, found } of layers)
    for (const cause of found.causes)
      if (!known.has(cause.cause) && !causes.has(cause.cause))
        causes.set(cause.cause, { ...cause, behind: [...adapted.causes] });
  return [...causes.values()];
}

/** The last result of each rule. */
function resultsOf(layers: readonly Layer[]): ReadonlyMap<string, RuleResult> {
  const results = new Map<string, RuleResult>();
  for (const { adapted, found } of layers) {
    const behind = [...adapted.causes];
    for (const result of found.results) {
      const isTold = tells(result, found, adapted);
      results.set(result.id, { ...result, ...(!isTold && { verdict: 'inconclusive' }), behind });
    }
  }
  return results;
}

/** Whether the result would be the same after the fix. A genuine message that is still refused for its signature is signed wrongly. */
function tells(result: RuleResult, { causes: found }: Found, adapted: Adapted): boolean {
  const { id, verdict, requirements } = result;
  const { webhook, causes } = adapted;
  if (hidesRule(adapted, requirements)) return false;
  if (verdict !== 'fail') return true;
  if (found.some(({ cause, explains }) => causes.includes(cause) && explains.includes(id))) return false;
  const attempt = decisive(result);
  const isRefused = attempt !== undefined && attempt.fault === undefined && isRefusedAsForged(attempt);
  return !(isRefused && webhook.dialect?.signer);
}
