import { describe, expect, it } from 'vitest';
import { lastPart, tellingLines } from '../../../text/errors/telling-lines.ts';

// What Go 1.24 prints when two goroutines write to a map, with the stack of every other goroutine after it.
const stack = (n: number) => `goroutine ${n} [IO wait]:\nnet.(*conn).Read(...)\n\t/go/net/net.go:194\n\n`;
const report = `fatal error: concurrent map writes\n\ngoroutine 20 [running]:\nmain.(*Store).apply(...)\n${Array.from({ length: 400 }, (_, n) => stack(n)).join('')}`;

/** As a process prints it, in pieces. */
function kept(output: string, size: number): string {
  let all = '';
  for (let at = 0; at < output.length; at += 1000) all = lastPart(all + output.slice(at, at + 1000), size);
  return all;
}

describe('what a process printed when it ended', () => {
  it('begins with the reason, which comes before the stacks in Go', () => {
    expect(tellingLines(`listening\n${report}`, 2)).toEqual([
      'fatal error: concurrent map writes',
      'goroutine 20 [running]:',
    ]);
  });

  it('keeps the reason if the stacks are longer than what is kept', () => {
    const output = kept(`${'listening\n'.repeat(1000)}${report}`, 4096);
    expect(output.length).toBeLessThan(6000);
    expect(tellingLines(output, 1)).toEqual(['fatal error: concurrent map writes']);
  });

  it('is its last lines otherwise', () => {
    expect(tellingLines('one\ntwo\n\nthree: panic\n', 2)).toEqual(['two', 'three: panic']);
    expect(kept('abc'.repeat(1000), 300)).toBe('abc'.repeat(100));
  });
});
