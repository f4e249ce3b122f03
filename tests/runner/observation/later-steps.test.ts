import { describe, expect, it } from 'vitest';
import { confirmLaterSteps, notePause, takePause } from '../../../runner/observation/later-steps.ts';
import { application } from '../own-rules.ts';
import { withRun } from './run-with.ts';

/**
 * The pause that all rules wait for (ms), after a PBX changed this late (ms) while other messages were sent. Each report about another PBX
 * leads to its own states, one at each look.
 */
async function pauseAfter(lateMs: number, ...reports: readonly (readonly string[])[]): Promise<number> {
  const left = reports.map((states) => [...states]);
  const looks = new Map<string, string[]>();
  const app = application({ apply: (_before, { sn }) => void looks.set(sn, left.shift() ?? []) });
  const shown = new Map<string, string>();
  const observe = (sn: string) => {
    const next = looks.get(sn)?.shift();
    if (next !== undefined) shown.set(sn, next);
    return shown.get(sn) ?? null;
  };
  return withRun({ receiver: app.receiver, observe }, async (run, signal) => {
    await confirmLaterSteps(run, lateMs, signal);
    return run.seen.pauseMs ?? 0;
  });
}

it('a pause that something else caused is forgotten', () => {
  const seen: { pauseMs?: number } = {};
  const run = { seen } as never;
  notePause(run, 500);
  notePause(run, 300);
  expect(takePause(run)).toBe(500);
  expect(takePause(run)).toBe(0);
});

describe.concurrent('a PBX that changed late while other messages were sent', () => {
  it('was changed by them if others have no later step', async ({ expect }) => {
    expect(await pauseAfter(150, ['done'], ['done'])).toBe(0);
  });

  it('was changed in steps if another one has a later step', async ({ expect }) => {
    expect(await pauseAfter(60_000, ['pending', 'done'])).toBe(60_000);
    expect(await pauseAfter(1, ['pending', 'done'])).toBeGreaterThan(1);
  });

  it('was changed in steps if only the second one has a later step', async ({ expect }) => {
    expect(await pauseAfter(60_000, ['done'], ['pending', 'done'])).toBe(60_000);
  });

  it('may have been changed in steps if another one shows nothing', async ({ expect }) => {
    expect(await pauseAfter(150, [])).toBe(150);
  });
});
