import { reconnectNow } from './events.ts';

/** Replaces a page if this browser has no session, and says what to do. */
export function NoAccess() {
  return (
    <section class="no-access" role="alert">
      <h1>Open this page from the terminal</h1>
      <p>This browser isn't signed in to the console.</p>
      <ol>
        <li>
          Go to the terminal where <code>hookswitch console</code> runs.
        </li>
        <li>Open the last address that it printed.</li>
      </ol>
      <p class="muted">
        Each address works once. After that, the console prints a new one, for another browser or your phone.
        Restarting the console ends all sessions.
      </p>
      <button type="button" class="outline" onClick={reconnectNow}>
        Try again
      </button>
    </section>
  );
}
