import type { RuleResult } from '../schemas/generated/types.ts';

/** A rerun command, split into the shared part and the selection of one rule. */
interface Cut {
  /** "npx hookswitch check URL --seed 7". */
  readonly shared: string;
  /** "--rules retry/applies-once". */
  readonly selects: string;
}

type Rerun = Pick<RuleResult, 'id' | 'rerun' | 'finding'>;

/**
 * What each result with a command adds to a shared one, so that it is printed once. `undefined` for a single result, or without a shared
 * command. Pure.
 */
export function whatEachAdds(results: readonly Rerun[]): ReadonlyMap<string, string> | undefined {
  const rerunnable = results.filter(({ rerun }) => rerun !== undefined);
  const cuts = rerunnable.map((result) => ({ id: result.id, cut: cutOf(result) }));
  const [first] = cuts;
  if (cuts.length < 2 || cuts.some(({ cut }) => !cut || cut.shared !== first?.cut?.shared)) return undefined;
  return new Map(cuts.map(({ id, cut }) => [id, cut?.selects ?? '']));
}

/** The option with the sequence or the rule, anywhere in the command. */
function cutOf({ id, rerun = '', finding }: Rerun): Cut | undefined {
  const words = rerun.split(' ');
  const [at] = [finding?.sequence?.id, id].flatMap((value) => {
    const place = value === undefined ? -1 : words.indexOf(value);
    return place > 0 ? [place] : [];
  });
  if (at === undefined) return undefined;
  return { selects: words.slice(at - 1, at + 1).join(' '), shared: words.toSpliced(at - 1, 2).join(' ') };
}
