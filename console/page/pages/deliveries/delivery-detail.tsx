import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DetailedDelivery as Detail } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Badge } from '../../parts/badge.tsx';
import { BytesView } from '../../parts/bytes-view.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { notify, notifyProblem } from '../../parts/notices.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { Time } from '../../parts/time.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { go, hrefWith } from '../../router.ts';
import { AttemptTimeline } from './attempt-timeline.tsx';
import { stateTone, stateWord } from './delivery-words.ts';
import { SendDialog } from './send-dialog.tsx';
import { SignatureSteps } from './signature-steps.tsx';
import { WireExchange } from './wire-exchange.tsx';
import './delivery-detail.css';

/** One live delivery. */
export function DeliveryDetail({ seq }: { seq: number }) {
  const detail = useResource(`delivery ${seq}`, () => ask(api.deliveries[':seq'].$get({ param: { seq } })), [
    'deliveries',
  ]);
  const title = useRef<HTMLHeadingElement>(null);
  // Before painting, so that Escape closes what is visible.
  useLayoutEffect(() => title.current?.focus({ preventScroll: true }), []);
  const close = () => go(hrefWith({}, '/deliveries'));
  return (
    <section
      class="delivery-detail panel"
      aria-label={`Delivery ${seq}`}
      onKeyDown={(event) => {
        // In a dialog, Escape closes the dialog.
        if (event.key === 'Escape' && !(event.target as Element).closest('dialog')) close();
      }}
    >
      <header>
        <h2 ref={title} tabIndex={-1}>
          Delivery {seq}
        </h2>
        {detail.data !== undefined && (
          <Badge tone={stateTone(detail.data.row.state)}>{stateWord(detail.data.row.state)}</Badge>
        )}
        <button type="button" class="quiet" aria-label="Close the delivery" onClick={close}>
          ✕
        </button>
      </header>
      <Loaded resource={detail} what="the delivery">
        {(loaded) => <Opened detail={loaded} />}
      </Loaded>
    </section>
  );
}

function Opened({ detail }: { detail: Detail }) {
  const { row, message, settings, signature, attempts } = detail;
  return (
    <>
      <Actions detail={detail} />
      <dl class="facts">
        <dt>Event</dt>
        <dd>
          {row.event} <span class="muted">{row.summary}</span>
        </dd>
        <dt>Accepted</dt>
        <dd>
          <Time at={row.acceptedAt} isExact />
        </dd>
        <dt>Webhook</dt>
        <dd>
          {row.method} {row.url}
        </dd>
        {row.fault !== undefined && (
          <>
            <dt>Fault</dt>
            <dd>
              {row.fault} <span class="muted">“Over the wire” shows what was sent.</span>
            </dd>
          </>
        )}
        <dt>Settings</dt>
        <dd>
          Timeout {settings.timeoutSeconds} s, Retry Count {settings.retryCount}
        </dd>
      </dl>
      <section>
        <h3>Attempts</h3>
        <AttemptTimeline row={row} />
      </section>
      <section>
        <h3>Message</h3>
        <BytesView bytes={message} name="the message" />
      </section>
      <section>
        <h3>Signature{row.fault !== undefined && ' before the fault'}, step by step</h3>
        <SignatureSteps steps={signature} message={message} />
      </section>
      <section>
        <h3>Over the wire</h3>
        {attempts.map((attempt) => (
          <WireExchange
            key={attempt.row.n}
            attempt={attempt}
            isOpen={attempt.row.n === attempts.at(-1)?.row.n}
          />
        ))}
      </section>
    </>
  );
}

function Actions({ detail: { row, message } }: { detail: Detail }) {
  const { seq, webhookId, fault } = row;
  const [isEditing, setEditing] = useState(false);
  const sendAgain = async () => {
    try {
      const { seq: next } = await ask(api.deliveries[':seq'].again.$post({ param: { seq } }));
      notify(`Sent again as delivery ${next}.`, { href: `/deliveries/${next}`, link: 'Open it' });
    } catch (reason) {
      notifyProblem(reason);
    }
  };
  return (
    <div class="button-row">
      <button type="button" onClick={sendAgain}>
        Send again
      </button>
      {message.encoding === 'text' && !message.isCut && (
        <button type="button" class="outline" onClick={() => setEditing(true)}>
          Edit and send…
        </button>
      )}
      {fault === undefined && (
        <>
          <CopyButton
            class="outline"
            name="the curl command"
            text={async () => (await ask(api.deliveries[':seq'].curl.$get({ param: { seq } }))).command}
          >
            Copy as curl
          </CopyButton>
          <SaveButton class="outline" load={() => api.deliveries[':seq'].fixture.$get({ param: { seq } })}>
            Save as fixture
          </SaveButton>
        </>
      )}
      {isEditing && (
        <SendDialog edited={{ webhookId, body: message.data, fault }} onClose={() => setEditing(false)} />
      )}
    </div>
  );
}
