import {
  type Adaptation,
  type Adapted,
  adaptedAlso,
  probeSender,
  type Rule,
  type RunState,
} from '../../runner/index.ts';
import type { Diagnosis, Report, RuleResult } from '../../schemas/generated/types.ts';
import { adaptationFor } from './adaptations.ts';
import { behindOf, type Layer, provenOf } from './behind.ts';
import { calibrated } from './calibrate.ts';
import { type Found, leftOpen } from './left-open.ts';

/** A run, with the state that it left. */
export interface FoundInRun extends Found {
  readonly state: RunState;
}

/** What to see through, and how. */
export interface SeeThrough {
  readonly first: FoundInRun;
  readonly rules: readonly Rule[];
  /** Runs these rules with a sender that adapts. Undefined if it was interrupted. */
  readonly again: (adapted: Adapted, rules: readonly Rule[]) => Promise<FoundInRun | undefined>;
  /** Whether there is time for another run. */
  readonly hasTime: () => boolean;
  /** Only these causes; default any. */
  readonly only: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

const maxLayers = 3;

/** Finds what lies behind a cause, then behind the next one. Undefined if no cause can be seen through. */
export async function seeThrough({
  first,
  rules,
  again,
  hasTime,
  only,
  signal,
}: SeeThrough): Promise<Report['behind']> {
  const layers: Layer[] = [];
  let [last, adapted]: [FoundInRun, Adapted | undefined] = [first, undefined];
  while (layers.length < maxLayers && last.state.seen.gone === undefined && hasTime()) {
    const next = await nextAdaptation(last, adapted?.causes ?? [], only, signal);
    const open = next ? leftOpen(rules, last, next.diagnosis) : [];
    if (!next || open.length === 0) break;
    const also = adaptedAlso(adapted, next.adaptation);
    const found = await again(also, open);
    if (!found) break;
    layers.push({ adapted: also, found, isTentative: next.adaptation.isTentative === true });
    [last, adapted] = [found, also];
  }
  const proven = provenOf(layers);
  return proven.length === 0 ? undefined : behindOf(first, proven);
}

/** For several mistakes at once. */
const mixedWords = 'signatures as your receiver expects them';

interface NextAdaptation {
  readonly diagnosis: Diagnosis;
  readonly adaptation: Adaptation;
}

/** For the first cause of a run that left rules open and can be seen through. */
async function nextAdaptation(
  { state, facts, causes, results }: FoundInRun,
  known: readonly string[],
  only: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<NextAdaptation | undefined> {
  const isOpen = ({ cause, explains }: Diagnosis) =>
    !known.includes(cause) && (only?.includes(cause) ?? true) && explains.some(isLeft(results));
  for (const diagnosis of causes.filter(isOpen)) {
    const { cause } = diagnosis;
    const { webhook, previousSecret } = state.target;
    const accepted = cause.startsWith('signature-') ? facts.probes.signature?.accepted : undefined;
    const dialect =
      accepted?.dialects && (await calibrated(probeSender(state, signal), state, accepted.dialects));
    const adaptation = adaptationFor({ cause, facts, url: webhook.url, previousSecret, dialect });
    const isMixed = (accepted?.mistakes.length ?? 1) > 1;
    if (adaptation)
      return { diagnosis, adaptation: isMixed ? { ...adaptation, words: mixedWords } : adaptation };
  }
  return undefined;
}

function isLeft(results: readonly RuleResult[]): (id: string) => boolean {
  const left = new Set(
    results.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive').map(({ id }) => id),
  );
  return (id) => left.has(id);
}
