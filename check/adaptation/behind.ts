import { decisive, isRefusedAsForged, refusals } from '../../diagnosis/index.ts';
import { type Adapted, hidesRule } from '../../runner/index.ts';
import type { AttemptRecord, Behind, Diagnosis, RuleResult } from '../../schemas/generated/types.ts';
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

/** Whether the result would be the same after the fix. Pure. */
function tells(result: RuleResult, found: Found, adapted: Adapted): boolean {
  if (hidesRule(adapted, result.requirements)) return false;
  return result.verdict === 'fail' ? tellsFailure(result, found, adapted) : tellsPass(result, adapted);
}

function tellsFailure(result: RuleResult, { causes }: Found, adapted: Adapted): boolean {
  const isKnown = ({ cause, explains }: Diagnosis) =>
    adapted.causes.includes(cause) && explains.includes(result.id);
  if (causes.some(isKnown)) return false;
  const attempt = decisive(result);
  return attempt === undefined || !isSignedWrongly(attempt, adapted);
}

/** A slow receiver gets fewer and smaller cases. */
function tellsPass({ id, evidence }: RuleResult, adapted: Adapted): boolean {
  const isShort =
    evidence.triedLess !== undefined || (adapted.timeoutSeconds !== undefined && evidence.runs !== undefined);
  const isForeign = (attempt: AttemptRecord) => isSignedWrongly(attempt, adapted);
  return !isShort && !adapted.unsignable.has(id) && !evidence.attempts.some(isForeign);
}

/** A genuine message that is refused for its signature may be signed in another way than the receiver expects. */
function isSignedWrongly(attempt: AttemptRecord, { webhook }: Adapted): boolean {
  return webhook.dialect?.signer !== undefined && attempt.fault === undefined && isRefusedAsForged(attempt);
}
