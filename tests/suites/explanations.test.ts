import { describe, expect, it } from 'vitest';
import { explanationOf, explanations } from '../../suites/explanations/index.ts';
import { rules } from '../../suites/index.ts';
import { lessons } from '../../suites/lessons/lessons.ts';

describe('the explanations', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('say of %s what no other says', (id, rule) => {
    const { production, tried } = explanationOf(id);
    for (const text of [production, tried]) {
      expect(text).toMatch(/^[A-Z][^\n]{40,}[.)]$/);
      expect(text).not.toContain(rule.why);
    }
    const others = rules.filter((other) => other !== rule).map((other) => explanationOf(other.id));
    for (const other of others) expect([other.production, other.tried]).not.toContain(production);
    for (const other of others) expect([other.production, other.tried]).not.toContain(tried);
  });

  it('are of rules that there are', () => {
    expect(Object.keys(explanations).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  it('use every lesson', () => {
    const used = new Set(rules.map(({ id }) => explanationOf(id).lesson));
    expect([...used].sort()).toEqual(Object.keys(lessons).sort());
  });

  it('say which rule has none', () => {
    expect(() => explanationOf('retry/is-new')).toThrow('the rule retry/is-new has no explanation');
  });
});
