import { expect, it } from 'vitest';
import { printedLines } from '../../runner/evidence/printed-lines.ts';

it('shows the last eight lines that say something', () => {
  const lines = Array.from({ length: 10 }, (_, n) => `line ${n}`);
  expect(printedLines(`${lines.join('\n\n')}\n`)).toEqual(lines.slice(2).map((line) => `  ${line}`));
});

it('leaves out the marks below code in a Python traceback', () => {
  const printed =
    '  File "app.py", line 3, in receive\n    item["sn"]\n    ~~~~^^^^^^\nTypeError: not a list\n';
  expect(printedLines(printed)).toEqual([
    '    File "app.py", line 3, in receive',
    '      item["sn"]',
    '  TypeError: not a list',
  ]);
});

it('shows at most three frames of a stack trace, so that its error is seen', () => {
  const frames = Array.from({ length: 9 }, (_, n) => `    at f${n} (app.js:1:1)`);
  expect(printedLines(['TypeError: x', ...frames].join('\n'))).toEqual(
    ['TypeError: x', ...frames.slice(0, 3)].map((line) => `  ${line}`),
  );
});
