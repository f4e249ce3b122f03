import { type Connector, connectorFor } from '../../simulator/wire/connection.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import { type Sendable, sendableSource } from '../workload/source.ts';
import { Semaphore } from './semaphore.ts';

/** What slices of a plan share if one thread sends them, one after the other or concurrently. */
export interface Shared {
  readonly connector: Connector;
  /** Attempts in flight of all slices. */
  readonly semaphore: Semaphore;
  /** The request of each message. */
  readonly source: (index: number) => Sendable;
}

/** The owner closes the connector. Messages of all fleets are generated here, which takes a moment. */
export function shareLoad(target: LoadTarget, options: LoadOptions): Shared {
  const { connections, profile, reuse = profile.connections } = options;
  const connector = connectorFor(reuse, target.connection, connections);
  return {
    connector,
    semaphore: new Semaphore(connections),
    source: sendableSource(target, options, connector.keeps),
  };
}
