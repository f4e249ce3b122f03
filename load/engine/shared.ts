import { type Connector, freshConnections, keptConnections } from '../../simulator/wire/connection.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import { type Sendable, sendableSource } from '../workload/source.ts';
import { Berths } from './semaphore.ts';

/** What slices of one plan have in common when one thread sends them, one after the other or side by side. */
export interface Shared {
  readonly connector: Connector;
  /** Attempts of all of them under way at once. */
  readonly berths: Berths;
  /** What is sent for a message of the plan. */
  readonly source: (index: number) => Sendable;
}

/** Its owner closes the connector. The messages of all fleets are generated here: that takes a moment. */
export function shareLoad(target: LoadTarget, options: LoadOptions): Shared {
  const { connections, profile, reuse = profile.connections } = options;
  const connector =
    reuse === 'fresh' ? freshConnections(target.connection) : keptConnections(target.connection, connections);
  return {
    connector,
    berths: new Berths(connections),
    source: sendableSource(target, options, connector.keeps),
  };
}
