import { maxStateBytes, noState, type Observer, trouble } from '../observer.ts';
import { effectsOfCalls } from './calls.ts';
import type { Downstream } from './downstream.ts';

const tooManyCalls = trouble(
  'the receiver made more calls to the downstream service than Hookswitch records',
);

/** Observes what the receiver does to the service behind it: the calls that name the PBX. */
export function downstreamObserver(downstream: Downstream): Observer {
  return {
    option: 'downstreamPort',
    isPerPbx: true,
    showsState: false,
    async observe(sn) {
      if (downstream.isFull) return tooManyCalls;
      const state = effectsOfCalls(downstream.calls(sn));
      return JSON.stringify(state).length > maxStateBytes ? noState.tooLarge : { kind: 'state', state };
    },
  };
}

/**
 * The same after a genuine message was acknowledged: without any call, calls prove nothing. The receiver may not be configured to call
 * here, which isn't its fault.
 */
export function unlessSilent(observer: Observer, downstream: Downstream, settleMs: number): Observer {
  const silent = trouble(
    `the receiver acknowledged a genuine message but did not call ${downstream.url} within ${settleMs / 1000} s; configure it to call this URL, or use another observer`,
  );
  return {
    ...observer,
    observe: async (sn, signal) => (downstream.size === 0 ? silent : observer.observe(sn, signal)),
  };
}
