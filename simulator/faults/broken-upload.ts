import type { Fault } from './fault.ts';

/** Half of the body, then the connection is reset. */
export const brokenUpload: Fault = {
  name: 'broken-upload',
  title: 'that is cut off halfway by a connection reset',
  pace: (head, body) => [
    { kind: 'send', bytes: Buffer.concat([head, body.subarray(0, body.length >> 1)]) },
    { kind: 'wait', waitMs: 20 },
    { kind: 'cut', how: 'reset' },
  ],
};
