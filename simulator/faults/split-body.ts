import type { Fault } from './fault.ts';

/** The body arrives in two pieces, `gapMs` apart, the first with this many bytes. This may cut a character in two. */
export function splitBody(firstBytes: number, gapMs = 100): Fault {
  return {
    name: 'split-body',
    title: `whose body arrives in two pieces, cut after byte ${firstBytes}`,
    pace: (head, body) => [
      { kind: 'send', bytes: Buffer.concat([head, body.subarray(0, firstBytes)]) },
      { kind: 'wait', waitMs: gapMs, untilRead: true },
      { kind: 'send', bytes: body.subarray(firstBytes) },
    ],
  };
}
