import type { WireStep } from '../wire/wire.ts';
import type { Fault } from './fault.ts';

/** The body arrives in `pieces`, `gapMs` apart, as over a bad connection. */
export function slowBody(pieces = 5, gapMs = 125): Fault {
  return {
    name: 'slow-body',
    title: `with its body in ${pieces} pieces, ${gapMs} ms apart`,
    pace: (head, body) => {
      const size = Math.max(1, Math.ceil(body.length / pieces));
      const steps: WireStep[] = [{ kind: 'send', bytes: head }];
      for (let at = 0; at < body.length; at += size) {
        steps.push({ kind: 'wait', waitMs: gapMs }, { kind: 'send', bytes: body.subarray(at, at + size) });
      }
      return steps;
    },
  };
}

/** Holds back the last byte of the request, which delays the response of any receiver. */
export function heldBack(holdMs: number): Fault {
  return {
    name: 'slow-body',
    title: `whose last byte comes ${holdMs} ms after the others`,
    pace: (head, body) => {
      const bytes = Buffer.concat([head, body]);
      return [
        { kind: 'send', bytes: bytes.subarray(0, -1) },
        { kind: 'wait', waitMs: holdMs },
        { kind: 'send', bytes: bytes.subarray(-1) },
      ];
    },
  };
}
