import { connection, reconnectNow } from './events.ts';
import { Badge } from './parts/badge.tsx';
import { isSessionRefused } from './session.ts';

/** Whether the page gets live updates and, if not, what to do. */
export function ConnectionState() {
  const state = isSessionRefused.value ? 'refused' : connection.value;
  return (
    <div class="connection" role="status">
      {state === 'open' && <Badge tone="good">Live</Badge>}
      {state === 'connecting' && <Badge tone="busy">Connecting</Badge>}
      {state === 'refused' && <Badge tone="bad">Not signed in</Badge>}
      {state === 'lost' && (
        <>
          <Badge tone="bad">Not connected</Badge>
          <button
            type="button"
            class="quiet"
            title="The page reconnects automatically. Check that hookswitch console is still running."
            onClick={reconnectNow}
          >
            Try now
          </button>
        </>
      )}
    </div>
  );
}
