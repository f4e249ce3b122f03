/** The rules whose ids have the same first part: the name. */
export interface RuleGroup<Rule> {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Rules by group, in order of appearance. */
export function groupRules<Rule extends { readonly id: string }>(rules: readonly Rule[]): RuleGroup<Rule>[] {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const group = groups.get(groupOf(rule.id));
    if (group === undefined) groups.set(groupOf(rule.id), [rule]);
    else group.push(rule);
  }
  return [...groups].map(([name, ofGroup]) => ({ name, rules: ofGroup }));
}

function groupOf(id: string): string {
  return id.split('/', 1)[0] ?? id;
}
