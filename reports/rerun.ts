import type { RuleResult } from '../schemas/generated/types.ts';
import type { Block } from './blocks.ts';
import { explainCommand } from './rows.ts';

/** A rerun command, split into the shared part and the selection of one rule. */
interface Cut {
  /** "npx hookswitch check URL --seed 7". */
  readonly shared: string;
  /** "--rules retry/applies-once". */
  readonly selects: string;
}

/** One command for all findings, so that it is printed once. */
export interface SharedRerun {
  /** What each finding adds to it, by the id of its rule. */
  readonly adds: ReadonlyMap<string, string>;
  /** The command of the first finding, and the part of it that another one replaces. */
  readonly command: string;
  readonly replaced: string;
  readonly explain: string | undefined;
}

/** `undefined` for a single finding, or if their commands differ. Pure. */
export function sharedRerun(blocks: readonly Block[]): SharedRerun | undefined {
  const results = blocks.flatMap(({ result }) => (result?.rerun === undefined ? [] : result));
  const cuts = results.map((result) => cutOf(result));
  const [first] = results;
  if (!first || cuts.length < 2 || cuts.some((cut) => !cut || cut.shared !== cuts[0]?.shared))
    return undefined;
  return {
    adds: new Map(results.map(({ id }, n) => [id, cuts[n]?.selects ?? ''])),
    ...{ command: first.rerun ?? '', replaced: cuts[0]?.selects ?? '', explain: explainCommand(first) },
  };
}

/** The option with the sequence or the rule, anywhere in the command. */
function cutOf({ id, rerun = '', finding }: RuleResult): Cut | undefined {
  const words = rerun.split(' ');
  const [at] = [finding?.sequence?.id, id].flatMap((value) => {
    const place = value === undefined ? -1 : words.indexOf(value);
    return place > 0 ? [place] : [];
  });
  if (at === undefined) return undefined;
  return { selects: words.slice(at - 1, at + 1).join(' '), shared: words.toSpliced(at - 1, 2).join(' ') };
}
