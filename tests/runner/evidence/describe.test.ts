import { expect, it } from 'vitest';
import { describeOutcome } from '../../../runner/evidence/describe.ts';

const responded = (body: string) =>
  describeOutcome(
    {
      kind: 'response',
      status: 500,
      reason: 'Oh no',
      headers: [],
      body: Buffer.from(body),
      bodyComplete: true,
    },
    3000,
  );

it.each([
  ['', '500 Oh no in 3.00 s'],
  ['bad  signature\n', '500 Oh no in 3.00 s, body "bad signature"'],
  ['R&amp;D', '500 Oh no in 3.00 s, body "R&amp;D"'],
  // The default error page of Express.
  [
    '<!DOCTYPE html>\n<title>Error</title><pre>TypeError: (reading &#39;sn&#39;)<br> &nbsp; &nbsp;at a&lt;b&gt;</pre>',
    `500 Oh no in 3.00 s, body "Error TypeError: (reading 'sn') at a<b>"`,
  ],
  ['x'.repeat(200), `500 Oh no in 3.00 s, body "${'x'.repeat(160)}"…`],
])('quotes the text of a body: %j', (body, words) => expect(responded(body)).toBe(words));
