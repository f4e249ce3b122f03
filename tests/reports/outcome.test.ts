import { describe, expect, it } from 'vitest';
import { textReport } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import { checkOutcomeInWords, levelsInWords } from '../../reports/outcome.ts';
import type { Diagnosis } from '../../schemas/generated/types.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { failed, report, result } from './support/sample-report.ts';

const pass = result({ id: 'a/pass' });
const must = failed({ id: 'a/must' });
const should = failed({ id: 'a/should', level: 'should' });
const may = failed({ id: 'a/may', level: 'may' });
const known = { ...must, id: 'a/known', known: { reason: 'later', expires: '2099-01-01' } };
const unclear = result({ id: 'a/unclear', verdict: 'inconclusive', reason: 'cannot tell' });
const skipped = result({ id: 'a/skipped', verdict: 'skipped', reason: 'needs more' });
const error = result({ id: 'a/error', verdict: 'error', reason: 'TypeError' });

const diagnosis: Diagnosis = {
  cause: 'observer-unstable',
  title: 'Your observer shows changes even when nothing is sent.',
  fix: 'Ignore them.',
  evidence: [],
  explains: [],
};
/** A mistake of the receiver, unlike trouble with the observer. */
const lost: Diagnosis = {
  ...diagnosis,
  cause: 'loses-messages',
  title: 'Your receiver loses messages now and then.',
  explains: ['a/unclear'],
};
const stale = { stale: ['a/pass'], expired: [] };

describe('the outcome of a check', () => {
  it.each([
    [report([pass, must, should]), {}, 'FAILED: 1 rule that a receiver must pass.'],
    [
      report([must, should, may]),
      { failOn: 'should' },
      'FAILED: 2 rules that a receiver must or should pass.',
    ],
    [report([pass], { baseline: stale }), {}, 'FAILED: 1 outdated entry in the baseline.'],
    [
      report([pass, must], { baseline: stale }),
      {},
      'FAILED: 1 rule that a receiver must pass, and 1 outdated entry in the baseline.',
    ],
    [report([pass]), {}, 'PASSED.'],
    [report([pass, skipped, skipped]), {}, 'PASSED, 2 rules not checked.'],
    [report([pass, should, may, known]), {}, 'PASSED, 2 failures below must, 1 known failure.'],
    [report([pass, unclear]), { allowInconclusive: true }, 'PASSED, 1 rule inconclusive.'],
    [report([pass, unclear]), {}, "CAN'T TELL: 1 rule inconclusive."],
    [report([skipped]), {}, "CAN'T TELL: no rule could be checked."],
    [
      report([pass, unclear], { diagnosis }),
      {},
      "CAN'T TELL: your observer shows changes even when nothing is sent.",
    ],
    [report([pass, unclear], { diagnosis: lost }), {}, 'FAILED: your receiver loses messages now and then.'],
    [
      report([pass, unclear], { diagnosis: lost }),
      { allowInconclusive: true },
      'FAILED: your receiver loses messages now and then.',
    ],
    [
      report([pass, { ...unclear, level: 'should' }], { diagnosis: lost }),
      {},
      'PASSED, 1 rule inconclusive.',
    ],
    [
      report([pass, { ...unclear, level: 'should' }]),
      { failOn: 'should' },
      "CAN'T TELL: 1 rule inconclusive.",
    ],
    [
      report([pass, unclear], { diagnosis: { ...lost, explains: [] } }),
      {},
      "CAN'T TELL: your receiver loses messages now and then.",
    ],
    [
      report([pass], { diagnosis: { ...lost, cause: 'crash', title: 'Your receiver crashes.' } }),
      { allowInconclusive: true },
      'FAILED: your receiver crashes.',
    ],
    [
      report([pass, may], { diagnosis: { ...lost, cause: 'crash', explains: ['a/may'] } }),
      {},
      'PASSED, 1 failure below must.',
    ],
    [report([pass, must, error]), {}, 'INTERNAL ERROR in Hookswitch, in 1 rule.'],
    [report([pass, skipped], { interrupted: true }), {}, 'INTERRUPTED after 1 rule.'],
  ] as const)('is one sentence', (of, counting, sentence) => {
    expect(checkOutcomeInWords(of, counting)).toBe(sentence);
  });

  const plain = { colors: noColors };
  const firstLine = (...of: Parameters<typeof textReport>) => textReport(...of).split('\n')[0];

  it('is the first line of the text, with the exit code', () => {
    expect(firstLine(report([pass, must]), plain, { exit: 'Exit 1.' })).toBe(
      '✗ FAILED: 1 rule that a receiver must pass. Exit 1.',
    );
    expect(firstLine(report([pass, may]), plain, { exit: 'Exit 0.' })).toBe(
      '✓ PASSED, 1 failure below must. Exit 0.',
    );
  });

  it('is marked ? if nothing can be told, and so is the reason', () => {
    const text = textReport(report([pass, unclear], { diagnosis }), plain);
    expect(text).toMatch(/^\? CAN'T TELL: your observer/);
    expect(text).toContain(`? ${diagnosis.title}`);
    expect(text).not.toContain('✗');
  });

  it('is the headline of the HTML and Markdown reports, which count as the check does', () => {
    const of = report([pass, may]);
    const shown = (format: 'html' | 'markdown', failOn?: 'may') =>
      renderReport(format, of, failOn ? { failOn } : {});
    for (const format of ['html', 'markdown'] as const) {
      expect(shown(format)).toContain('PASSED, 1 failure below must.');
      expect(shown(format, 'may')).toContain('FAILED: 1 rule that a receiver must or should or may pass.');
    }
  });
});

describe('the levels', () => {
  const meaning =
    'must: a receiver that fails it is wrong or unsafe; should: good receivers pass it; may: a bonus.';

  it.each([
    ['must', 'Only must makes the check fail.'],
    ['should', 'Only must and should make the check fail.'],
    ['may', 'Every failure makes the check fail.'],
  ] as const)('are explained for --fail-on %s', (failOn, rest) => {
    expect(levelsInWords([pass, may], failOn)).toBe(`${meaning} ${rest}`);
  });

  it('are explained once in the text, and only after a failure', () => {
    const plain = { colors: noColors, width: 120 };
    expect(textReport(report([pass, may, must]), plain).split(meaning)).toHaveLength(2);
    expect(textReport(report([pass, skipped]), plain)).not.toContain(meaning);
  });
});
