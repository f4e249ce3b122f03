import type { Observer } from '../../observation/index.ts';
import type { ConnectionGuard } from './connection-guard.ts';

/** Observes again if the receiver, which also serves its state, dropped the connection because too many were open. */
export function guardedObserver(
  observer: Observer | undefined,
  connections: ConnectionGuard,
): Observer | undefined {
  return (
    observer && {
      ...observer,
      observe: (sn, signal) =>
        connections.send(
          () => observer.observe(sn, signal),
          (seen) => seen.kind === 'trouble' && seen.isDropped === true,
        ),
    }
  );
}
