import { describe, expect, it } from 'vitest';
import { stackTraceIn } from '../../../suites/security/stack-trace.ts';
import { isCheap } from '../../text/cost.ts';

/** Of a text as long as what is looked at: the beginning of each kind of trace, again and again. */
const units = [
  'at ',
  'at a.js:',
  'at c( ',
  'at c() in ',
  'at node:a',
  'File "',
  'File &quot;a',
  '#1 a.php(',
  'in a.php',
  'at a(b',
  '.rb:1',
];

describe('looking for a stack trace', () => {
  it.each(units)('costs a bounded time for each character of a text of %j', (unit) => {
    expect(isCheap(stackTraceIn, unit.repeat(64 * 1024))).toBe(true);
  });
});
