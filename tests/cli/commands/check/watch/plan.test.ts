import { describe, expect, it } from 'vitest';
import { headingOf, phasesOf } from '../../../../../cli/commands/check/watch/plan.ts';

const change = { kind: 'change', names: ['a.js', 'b.js', 'c.js', 'd.js'] } as const;

describe('the checks of a round', () => {
  it.each([
    ['a change, with failures', change, true, ['failed', 'all']],
    ['a change, without failures', change, false, ['all']],
    ['the start', { kind: 'start' }, true, ['all']],
    ['a', { kind: 'all' }, true, ['all']],
    ['f', { kind: 'failed' }, true, ['failed']],
    ['f, without failures', { kind: 'failed' }, false, ['all']],
    ['r', { kind: 'one', id: 'a/b' }, true, ['one']],
  ] as const)('after %s', (_what, request, hasFailed, checks) => {
    expect(phasesOf(request, hasFailed).map((phase) => phase.checks)).toEqual(checks);
  });

  it('say what changed', () => {
    expect(headingOf(change, { checks: 'failed' }, 2)).toBe(
      'a.js, b.js, c.js and 1 more changed: checking the 2 failed rules',
    );
    expect(headingOf({ kind: 'failed' }, { checks: 'failed' }, 1)).toBe('checking the failed rule');
  });
});
