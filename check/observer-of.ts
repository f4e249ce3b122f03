import {
  commandObserver,
  downstreamObserver,
  functionObserver,
  httpObserver,
  type Observer,
} from '../observation/index.ts';
import type { ConnectionOptions } from '../simulator/index.ts';
import { connectorFor } from '../simulator/wire/connection.ts';
import { isTimeSimulated } from '../time/index.ts';
import type { CommonCheckOptions } from './check-options.ts';

type ObserverOptions = Pick<
  CommonCheckOptions,
  'observe' | 'observeUrl' | 'observeCmd' | 'observeHistory' | 'downstream'
>;

/** How a check sees the receiver's state. Without an observer, by its calls to the simulated service. */
export function observerOf(options: ObserverOptions, connection: ConnectionOptions): Observer | undefined {
  const observer = observerFrom(options, connection);
  return observer && options.observeHistory ? { ...observer, showsState: false } : observer;
}

function observerFrom(
  { observe, observeUrl, observeCmd, downstream }: ObserverOptions,
  connection: ConnectionOptions,
): Observer | undefined {
  if (observe) return functionObserver(observe);
  if (observeCmd !== undefined) return commandObserver(observeCmd);
  if (observeUrl !== undefined) return httpObserver(observeUrl, connectorFor(lookConnections(), connection));
  return downstream && downstreamObserver(downstream);
}

/** A server with one thread may serve nobody else while a connection is open. Simulated ones are in this process, so they aren't of that kind. */
function lookConnections(): 'fresh' | 'kept' {
  return isTimeSimulated() ? 'kept' : 'fresh';
}
