import { type LastCheck, lastFailed } from '../../../../check/index.ts';
import type { CheckFlags } from '../../../../options/check.ts';
import type { Shard } from '../../../../options/shard.ts';
import { type Rule, selectRules } from '../../../../runner/index.ts';
import { HookswitchError } from '../../../../simulator/index.ts';

/** The flags of a check of fewer rules, and why it checks more than asked for. */
interface Chosen {
  readonly flags: CheckFlags;
  readonly remark?: string;
}

/**
 * The flags with the rules that `--last-failed` and `--shard` leave, and the seed with which they failed. Pure.
 *
 * @throws HookswitchError `no-rule` if the shard is empty.
 */
export function chosenBy(flags: CheckFlags, last: LastCheck | undefined, all: readonly Rule[]): Chosen {
  const { lastFailed: isRerun, shard } = flags;
  if (!isRerun && !shard) return { flags };
  const selected = selectRules(all, flags).map(({ id }) => id);
  const failed = new Set(last ? lastFailed(last) : []);
  const again = isRerun ? selected.filter((id) => failed.has(id)) : [];
  const ids = again.length > 0 ? again : selected;
  const rules = shard ? partOf(ids, shard) : ids;
  const seed = flags.seed ?? (again.length > 0 ? last?.seed : undefined);
  const chosen = { ...flags, rules, exclude: [], ...(seed === undefined ? {} : { seed }) };
  return { flags: chosen, ...(isRerun && again.length === 0 ? { remark: whyAll(last) } : {}) };
}

function whyAll(last: LastCheck | undefined): string {
  return last === undefined
    ? '--last-failed: there is no earlier check of this receiver from this folder, so all rules are checked'
    : '--last-failed: none of these rules failed in the last check, so all of them are checked';
}

/** Every n-th rule, so that each shard takes about as long. */
function partOf(ids: readonly string[], { index, total }: Shard): string[] {
  const part = ids.filter((_, n) => n % total === index - 1);
  if (part.length > 0) return part;
  throw new HookswitchError(
    'no-rule',
    `--shard ${index}/${total} is empty: only ${ids.length} rules are selected; use at most ${ids.length} shards`,
  );
}
