import { type ConnectionOptions, freshConnections } from '../../simulator/index.ts';
import type { CommonCheckOptions } from '../check-options.ts';
import { commandObserver } from './command.ts';
import { downstreamObserver } from './downstream.ts';
import { functionObserver } from './function.ts';
import { httpObserver } from './http.ts';
import type { Observer } from './observer.ts';

/** How a check sees the receiver's state. Without an observer, by its calls to the simulated service. */
export function observerOf(
  options: Pick<CommonCheckOptions, 'observe' | 'observeUrl' | 'observeCmd' | 'downstream'>,
  connection: ConnectionOptions,
): Observer | undefined {
  const { observe, observeUrl, observeCmd, downstream } = options;
  if (observe) return functionObserver(observe);
  if (observeCmd !== undefined) return commandObserver(observeCmd);
  if (observeUrl !== undefined) return httpObserver(observeUrl, freshConnections(connection));
  return downstream && downstreamObserver(downstream);
}
