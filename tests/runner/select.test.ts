import { describe, expect, it } from 'vitest';
import type { Rule } from '../../runner/rule.ts';
import { placesOf } from '../../runner/rule-groups.ts';
import { type Selection, selectRules } from '../../runner/select.ts';
import type { Level } from '../../schemas/level.ts';
import { HookswitchError } from '../../simulator/index.ts';
import { rules } from '../../suites/index.ts';
import { ownRule, ownTexts } from './own-rules.ts';

const rule = (id: string, level: Level = 'must'): Rule => ({
  id,
  title: 'does what it should',
  level,
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: [],
  ...ownTexts,
  run: async () => {},
});

const all = [
  rule('signature/accepts-genuine'),
  rule('signature/hides-timing', 'may'),
  rule('retry/applies-once'),
  rule('retry/applies-concurrent-duplicates-once'),
  rule('message/limits-size', 'should'),
  rule('message/accepts.dots'),
];

const idsOf = (selection: Selection) => selectRules(all, selection).map(({ id }) => id);

function complaintAbout(selection: Selection): string {
  try {
    selectRules(all, selection);
  } catch (error) {
    if (error instanceof HookswitchError && error.code === 'no-rule') return error.message;
    throw error;
  }
  return 'none';
}

describe('a selection', () => {
  it('contains all rules, in order, by default', () => {
    const ids = all.map(({ id }) => id);
    expect(idsOf({})).toEqual(ids);
    expect(idsOf({ rules: [], exclude: [] })).toEqual(ids);
  });

  it.each<[string, Selection, string[]]>([
    ['an id', { rules: ['retry/applies-once'] }, ['retry/applies-once']],
    ['a group', { rules: ['retry/*'] }, ['retry/applies-once', 'retry/applies-concurrent-duplicates-once']],
    [
      'part of a name',
      { rules: ['*/applies-*once'] },
      ['retry/applies-once', 'retry/applies-concurrent-duplicates-once'],
    ],
    [
      'several, in the order of the rules',
      { rules: ['message/*size', 'signature/a*'] },
      ['signature/accepts-genuine', 'message/limits-size'],
    ],
    ['many stars', { rules: ['**limits**'] }, ['message/limits-size']],
    [
      'an exclusion',
      { rules: ['retry/*'], exclude: ['*/applies-once'] },
      ['retry/applies-concurrent-duplicates-once'],
    ],
    [
      'the lowest level',
      { level: 'should', rules: ['message/*', 'signature/*'] },
      ['signature/accepts-genuine', 'message/limits-size', 'message/accepts.dots'],
    ],
    ['must only', { level: 'must', exclude: ['retry/*', '*.*'] }, ['signature/accepts-genuine']],
  ])('by %s', (_how, selection, ids) => {
    expect(idsOf(selection)).toEqual(ids);
  });

  it('treats only the star as a pattern character', () => {
    expect(complaintAbout({ rules: ['message/accepts-dots'] })).toMatch(/^no rule matches/);
    expect(complaintAbout({ rules: ['retry/applies.once'] })).toMatch(/^no rule matches/);
    expect(complaintAbout({ rules: ['retry/(applies'] })).toMatch(/^no rule matches/);
    expect(complaintAbout({ rules: ['applies-once'] })).toMatch(/^no rule matches/);
    // No character counts twice, as the end of one piece and the start of the next.
    expect(complaintAbout({ rules: ['retry/applies*applies-once'] })).toMatch(/^no rule matches/);
    expect(complaintAbout({ rules: ['retry/applies-once*once'] })).toMatch(/^no rule matches/);
  });
});

describe('a pattern that matches nothing', () => {
  it.each([
    ['applies-once', 'no rule matches "applies-once"; did you mean retry/applies-once?'],
    ['retry/aplies-once', 'no rule matches "retry/aplies-once"; did you mean retry/applies-once?'],
    ['message/applies-once', 'no rule matches "message/applies-once"; did you mean retry/applies-once?'],
    [
      'once',
      'no rule matches "once"; did you mean retry/applies-once or retry/applies-concurrent-duplicates-once?',
    ],
    ['signatures/*', 'no rule matches "signatures/*"; groups: signature/*, retry/*, message/*'],
    ['', 'no rule matches ""; groups: signature/*, retry/*, message/*'],
  ])('"%s" gets a suggestion', (pattern, sentence) => {
    expect(complaintAbout({ rules: [pattern] })).toBe(sentence);
  });

  it('is an error in an exclusion too', () => {
    expect(complaintAbout({ exclude: ['retry/applies-onze'] })).toMatch(
      /did you mean retry\/applies-once\?$/,
    );
  });

  it('is quoted on one line, however long', () => {
    const sentence = complaintAbout({ rules: [`a\n${'*a'.repeat(100_000)}`] });
    expect(sentence.length).toBeLessThan(300);
    expect(sentence).not.toContain('\n');
  });
});

describe('a selection that leaves nothing', () => {
  it('is reported', () => {
    expect(complaintAbout({ rules: ['retry/*'], exclude: ['retry/*'] })).toMatch(
      /^no rules selected; "hookswitch rules" lists them all/,
    );
    expect(complaintAbout({ rules: ['signature/hides-timing'], level: 'must' })).toMatch(
      /^no rules selected/,
    );
  });
});

describe('the rules of the suite', () => {
  it('have unique ids, in the order of the groups', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const groups = [...new Set(ids.map((id) => id.split('/')[0]))];
    expect(groups).toEqual(['signature', 'acknowledgement', 'retry', 'message', 'method', 'security']);
    const inOrder = groups.flatMap((group) => ids.filter((id) => id.startsWith(`${group}/`)));
    expect(inOrder).toEqual(ids);
  });
});

it.each(['kept', 'fresh'] as const)(
  'the rule about reused connections sends first only if connections are kept: %s',
  (connections) => {
    const first = ownRule('first', async () => {});
    const reused = ownRule('reused', async () => {}, { level: 'should', detects: 'broken-kept-connection' });
    const places = placesOf([first, reused], { connections });
    expect([places.get(first), places.get(reused)]).toEqual(connections === 'kept' ? [1, 0] : [0, 1]);
  },
);
