import type { Fault } from './fault.ts';

const gapMs = 100;

/** The body arrives in two pieces, the first with this many bytes. This may cut a character in two. */
export function splitBody(firstBytes: number): Fault {
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
