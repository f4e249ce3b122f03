import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../check/report/progress.ts';
import type { RunEvent } from '../../../runner/run-event.ts';
import { noColors } from '../../../text/terminal/colors.ts';
import { ownRule } from '../../runner/own-rules.ts';

const [one, two, three] = ['one', 'two', 'three'].map((name) => ownRule(name, async () => {}));
const started = (rule = one, leftMs?: number) =>
  ({ kind: 'started', rule, total: 82, leftMs }) as Extract<RunEvent, { kind: 'started' }>;

/** What a terminal shows after these events. */
function shownAfter(...events: readonly RunEvent[]): string | undefined {
  const written: string[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
  stream.on('data', (chunk) => written.push(String(chunk)));
  const progress = createProgress(stream, noColors, { headline: '', isVerbose: false });
  for (const event of events) progress.onEvent(event);
  return written.at(-1);
}

describe('the progress on a terminal', () => {
  it('shows the rule that takes longest, how many others run, and how long the check may still take', () => {
    expect(shownAfter(started(one, 37_200))).toMatch(/0\/82 checked · example\/one · at most 38 s more/);
    expect(shownAfter(started(one), started(two, 1000))).toMatch(
      /example\/one and 1 other · at most 1 s more/,
    );
    expect(shownAfter(started(one), started(two), started(three, 0))).toMatch(/example\/one and 2 others · /);
  });

  it('shows no time that is left if time is simulated', () => {
    expect(shownAfter(started())).not.toMatch(/at most/);
  });
});
