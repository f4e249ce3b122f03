import { type Connector, connectorFor } from '../../simulator/wire/connection.ts';
import type { LoadOptions, LoadTarget } from '../options.ts';
import { type Sendable, sendableSource } from '../workload/source.ts';

/** What a load and its warm-up share. */
export interface Shared {
  readonly connector: Connector;
  /** The request of each message. */
  readonly source: (index: number) => Sendable;
}

/** The owner closes the connector. Messages of all fleets are generated here, which takes a moment. */
export function shareLoad(target: LoadTarget, options: LoadOptions): Shared {
  const { connections, profile, reuse = profile.connections } = options;
  const connector = connectorFor(reuse, target.connection, connections);
  return {
    connector,
    source: sendableSource(target, options, connector.keeps),
  };
}
