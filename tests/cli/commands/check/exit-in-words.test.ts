import { describe, expect, it } from 'vitest';
import { exitInWords } from '../../../../cli/commands/check/exit-in-words.ts';
import { failed, report, result } from '../../../reports/support/sample-report.ts';

const pass = result({ id: 'a/pass' });
const must = failed({ id: 'a/must' });
const may = failed({ id: 'a/may', level: 'may' });
const unclear = result({ id: 'a/unclear', verdict: 'inconclusive', reason: 'cannot tell' });
const skipped = result({ id: 'a/skipped', verdict: 'skipped', reason: 'needs more' });

describe('the exit code of a check in words', () => {
  it.each([
    ['a failed rule', report([pass, must]), {}, 'Exit 1.'],
    ['inconclusive rules', report([pass, unclear]), {}, 'Exit 4 (0 with --allow-inconclusive).'],
    ['no checked rule', report([skipped]), {}, 'Exit 4.'],
    ['no checked rule, and tolerated', report([skipped]), { allowInconclusive: true }, 'Exit 4.'],
    ['a tolerated failure', report([pass, may]), {}, 'Exit 0 (see --fail-on).'],
    ['the same, not tolerated', report([pass, may]), { failOn: 'may' }, 'Exit 1.'],
    ['an interruption', report([pass], { interrupted: true }), {}, 'Exit 130.'],
  ] as const)('is shown for %s', (_what, of, flags, text) => {
    expect(exitInWords(of, flags)).toBe(text);
  });

  it('is left out if every checked rule passed', () => {
    expect(exitInWords(report([pass, skipped]), {})).toBeUndefined();
    expect(exitInWords(report([pass, unclear]), { allowInconclusive: true })).toBeUndefined();
  });
});
