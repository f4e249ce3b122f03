import type { WireStep } from '../wire.ts';
import type { Fault } from './fault.ts';

/** The body arrives in `pieces`, `gapMs` apart, as over a bad line. */
export function slowBody(pieces = 5, gapMs = 100): Fault {
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
