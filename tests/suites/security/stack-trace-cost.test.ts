import { describe, expect, it } from 'vitest';
import { stackTraceIn } from '../../../text/errors/stack-trace.ts';
import { isCheap } from '../../text/cost.ts';

/** Texts of the maximum length searched: the beginning of each kind of trace, repeated. */
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

describe('searching for a stack trace', () => {
  it.each(units)('takes limited time per character for a text of %j', (unit) => {
    expect(isCheap(stackTraceIn, unit.repeat(64 * 1024))).toBe(true);
  });
});
