import type { RuleResult } from '../schemas/generated/types.ts';

/** A rerun command, cut into what all rules share and what selects this one. */
interface Cut {
  /** "npx hookswitch check URL --seed 7". */
  readonly shared: string;
  /** "--rules retry/applies-once". */
  readonly selects: string;
}

type Rerun = Pick<RuleResult, 'id' | 'rerun' | 'finding'>;

/**
 * What each result adds to a command that all of them share, so that the command is printed once. `undefined` where there is only one, or
 * where they have no command in common. Pure.
 */
export function whatEachAdds(results: readonly Rerun[]): ReadonlyMap<string, string> | undefined {
  const cuts = results.map((result) => ({ id: result.id, cut: cutOf(result) }));
  const [first] = cuts;
  if (cuts.length < 2 || cuts.some(({ cut }) => !cut || cut.shared !== first?.cut?.shared)) return undefined;
  return new Map(cuts.map(({ id, cut }) => [id, cut?.selects ?? '']));
}

function cutOf({ id, rerun = '', finding }: Rerun): Cut | undefined {
  const sequence = finding?.sequence?.id;
  const options = [...(sequence === undefined ? [] : [`--sequence ${sequence}`]), `--rules ${id}`];
  const selects = options.find((words) => `${rerun} `.includes(` ${words} `));
  return selects === undefined ? undefined : { selects, shared: `${rerun} `.replace(` ${selects} `, ' ') };
}
