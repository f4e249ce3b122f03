import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../runner/rule.ts';
import { groupOf } from '../../schemas/rule-id.ts';
import { rules } from '../../suites/index.ts';
import { lessonOf } from '../../suites/lessons/lesson-of.ts';
import { lessons } from '../../suites/lessons/lessons.ts';
import { root } from '../docs/page.ts';
import { filesOf } from '../docs/shipped-texts.ts';

const ids = rules.map(({ id }) => id);
const named = rules.map((rule) => [rule.id, rule] as const);

describe('the texts of a rule', () => {
  it.each(named)('are unique for %s', (_, rule) => {
    const { inProduction } = rule;
    const procedure = procedureOf(rule);
    for (const text of [inProduction, procedure]) {
      expect(text).toMatch(/^[A-Z][^\n]{40,}[.)]$/);
      expect(text).not.toContain(rule.why);
    }
    const others = rules.filter((other) => other !== rule);
    const theirs = others.flatMap((other) => [other.inProduction, procedureOf(other)]);
    expect(theirs).not.toContain(inProduction);
    expect(theirs).not.toContain(procedure);
  });

  it('are complete', () => {
    for (const { title, why, fix } of rules) {
      for (const text of [title, why, fix]) expect(text).toMatch(/^\S[^\n]{20,}$/);
    }
  });
});

describe('the procedure of a rule', () => {
  it.each(named)('consists of sentences with a subject for %s', (_, { procedure }) => {
    expect(procedure[0] ?? '').toContain('Hookswitch');
    for (const step of procedure)
      expect(step).toMatch(/^(?!(Sends|Expects|Checks|Fails|Runs|Also|Then)\b)[A-Z].+\.$/);
  });
});

describe('the lesson of a rule', () => {
  it('exists, and each lesson belongs to a rule', () => {
    expect([...new Set(rules.map(({ lesson }) => lesson))].sort()).toEqual(Object.keys(lessons).sort());
  });

  it('is named if it is missing', () => {
    expect(() => lessonOf({ id: 'retry/is-new', lesson: 'is-new' })).toThrow(
      "the rule retry/is-new names a lesson that doesn't exist: is-new",
    );
  });
});

// A rule that is renamed must not disable a diagnosis that looks for its id.
it('knows every rule whose id is in the code', () => {
  const groups = [...new Set(ids.map(groupOf))].join('|');
  const pattern = new RegExp(`(?<![\\w./-])(?:${groups})/[a-z][a-z0-9-]*(?![\\w/*-]|\\.[a-z])`, 'g');
  const found = filesOf(/\.tsx?$/).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(pattern)].map(([id]) => ({ path, id })),
  );
  const outsideSuites = found.filter(({ path }) => !path.startsWith('suites/'));
  expect(outsideSuites.length).toBeGreaterThan(10);
  expect(found.filter(({ id }) => !ids.includes(id))).toEqual([]);
});

describe('the causes of a rule', () => {
  it.each(named)('are for %s other existing rules, each once', (id, { explainedBy = [] }) => {
    expect(ids).toEqual(expect.arrayContaining([...explainedBy]));
    expect(explainedBy).not.toContain(id);
    expect(new Set(explainedBy).size).toBe(explainedBy.length);
  });

  it('contain no cycle', () => {
    for (const rule of rules) expect(causesOf(rule)).not.toContain(rule.id);
  });
});

describe('the rules that explain missing acknowledgements', () => {
  it('have the ranks from 1 on, each once', () => {
    const ranks = rules.flatMap(({ acknowledgementRank = [] }) => acknowledgementRank);
    expect(ranks.sort((a, b) => a - b)).toEqual(ranks.map((_, n) => n + 1));
    expect(ranks.length).toBeGreaterThan(1);
  });
});

function procedureOf({ procedure }: Rule): string {
  return procedure.join(' ');
}

/** Everything before it, at any distance. */
function causesOf({ explainedBy = [] }: Rule, known: ReadonlySet<string> = new Set()): Set<string> {
  const causes = new Set(known);
  for (const id of explainedBy) {
    if (causes.has(id)) continue;
    causes.add(id);
    const rule = rules.find((other) => other.id === id);
    if (rule) for (const before of causesOf(rule, causes)) causes.add(before);
  }
  return causes;
}

describe('what a failure of a rule proves', () => {
  it('is declared by the rules that advice and root causes depend on', () => {
    const declared = rules.flatMap(({ id, detects }) => (detects ? [[id, detects]] : []));
    expect(Object.fromEntries(declared)).toEqual({
      'signature/accepts-genuine': 'rejected-genuine',
      'signature/accepts-any-formatting': 'rejected-genuine',
      'signature/accepts-any-header-case': 'rejected-genuine',
      'signature/accepts-non-ascii': 'rejected-genuine',
      'signature/rejects-malformed-signature': 'rejected-genuine',
      'signature/rejects-missing': 'missing-signature',
      'signature/rejects-other-secret': 'other-secret',
      'signature/rejects-swapped-signature': 'swapped-signature',
      'signature/rejects-tampered-body': 'tampered-body',
      'signature/rejects-altered-signature': 'altered-signature',
      'signature/rejected-has-no-effect': 'applied-forgery',
      'retry/applies-once': 'applied-duplicate',
      'retry/applies-concurrent-duplicates-once': 'applied-duplicate',
      'acknowledgement/serves-fresh-and-kept-connections': 'broken-kept-connection',
    });
  });
});
