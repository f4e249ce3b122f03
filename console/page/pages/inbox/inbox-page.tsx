import './inbox.css';
import { api } from '../../api.ts';
import type { PageProps } from '../../page-props.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { LiveRegion } from '../../parts/live-region.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { countWithWord } from '../../parts/words/count.ts';
import { ArrivalList } from './arrival-list.tsx';
import { ArrivalPanel } from './arrival-panel.tsx';
import { EmptyInbox } from './empty-inbox.tsx';
import { InboxSettings } from './inbox-settings.tsx';
import { useInbox } from './use-inbox.ts';

/** The console's own receiver: requests, and whether their signatures are valid. */
export function InboxPage({ rest: [shown] }: PageProps) {
  const inbox = useInbox();
  const { rows, total } = inbox;
  const seq = shown === undefined ? undefined : Number(shown);
  return (
    <div class={seq === undefined ? 'inbox' : 'inbox has-detail'}>
      <div class="page-head">
        <div>
          <h1>Inbox</h1>
          <p>A built-in receiver that shows each request and whether its signature is valid.</p>
        </div>
        {total > 0 && (
          <ConfirmButton
            title="Empty the inbox"
            text={`This deletes ${countWithWord(total, 'request')} from the inbox. Deliveries stay.`}
            confirm="Empty it"
            class="outline secondary"
            onConfirm={() => api.inbox.$delete().then(inbox.reload)}
          >
            Empty…
          </ConfirmButton>
        )}
      </div>
      <Loaded resource={inbox} what="the inbox">
        {(data) => (
          <>
            <InboxSettings inbox={data} onChange={inbox.change} />
            <LiveRegion
              text={inbox.arrived === 0 ? '' : `${countWithWord(inbox.arrived, 'request')} arrived.`}
            />
            <div class="inbox-columns">
              <div class="inbox-list">
                {rows.length === 0 && <EmptyInbox url={data.url} />}
                {rows.length > 0 && (
                  <ArrivalList rows={rows} total={total} shown={seq} loadOlder={inbox.loadOlder} />
                )}
              </div>
              {seq !== undefined && <ArrivalPanel key={seq} seq={seq} />}
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
