import { describe, expect, it } from 'vitest';
import { headingOf, phasesOf } from '../../../../../cli/commands/check/watch/plan.ts';

const change = { kind: 'change', names: ['a.js', 'b.js', 'c.js', 'd.js'] } as const;

describe('the checks of a round', () => {
  it.each([
    ['a change, with failures', change, 2, ['failed', 'all']],
    ['a change, without failures', change, 0, ['all']],
    ['a change, with many failures', change, 11, ['all']],
    ['the start', { kind: 'start' }, 2, ['all']],
    ['a', { kind: 'all' }, 2, ['all']],
    ['f', { kind: 'failed' }, 11, ['failed']],
    ['f, without failures', { kind: 'failed' }, 0, ['all']],
    ['r', { kind: 'one', id: 'a/b' }, 2, ['one']],
  ] as const)('after %s', (_what, request, failed, checks) => {
    expect(phasesOf(request, failed).map((phase) => phase.checks)).toEqual(checks);
  });

  it('say what changed', () => {
    expect(headingOf(change, { checks: 'failed' }, 2)).toBe(
      'a.js, b.js, c.js and 1 more changed: checking the 2 failed rules',
    );
    expect(headingOf({ kind: 'failed' }, { checks: 'failed' }, 1)).toBe('checking the failed rule');
  });
});
