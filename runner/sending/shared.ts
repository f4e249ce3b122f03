import type { RuleContext } from '../context/rule-context.ts';
import type { KeptAttempts } from '../crashes/kept-attempts.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Sent } from './sent.ts';

/** The last attempt of a message that several rules send. */
export interface SharedAttempt {
  /** The rule that sent it, and those that took it over. */
  readonly rules: readonly [first: string, ...others: string[]];
  readonly sent: Promise<Sent>;
}

/**
 * Sends a message once for all rules that share it. A rule takes over the attempt of another one if it got a response, and only once: a
 * rule that is tried again sends it again.
 */
export function sharing(
  deliver: RuleContext['deliver'],
  rule: string,
  { shared, attempts }: { readonly shared: Map<string, SharedAttempt>; readonly attempts: KeptAttempts },
  recorder: Recorder,
): RuleContext['deliver'] {
  return async (message, options = {}) => {
    const { note = '' } = options;
    const known = shared.get(note);
    if (known && !known.rules.includes(rule)) {
      const { rules, sent } = known;
      shared.set(note, { rules: [...rules, rule], sent });
      const first = await sent.catch(() => undefined);
      if (first?.outcome.kind === 'response' && first.ended === undefined) {
        const n = recorder.attempt(first, note, undefined);
        const kept = attempts.get(rules[0], first.n);
        if (kept) attempts.keep(rule, n, first, kept);
        return { ...first, n };
      }
    }
    const sent = deliver(message, options);
    shared.set(note, { rules: [rule], sent });
    return sent;
  };
}
