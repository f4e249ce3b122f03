import { useState } from 'preact/hooks';
import type { PushPage, WebhookRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { PushSettingsForm } from './push-settings-form.tsx';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookTable } from './webhook-table.tsx';
import './webhooks.css';

/** YCM's page System > API > Webhook Event Push. */
export function WebhooksPage() {
  const page = useResource('push', () => ask(api.push.$get()), ['push']);
  const [edited, setEdited] = useState<WebhookRow | 'new'>();
  return (
    <>
      <div class="page-head">
        <div>
          <h1>Webhooks</h1>
          <p>Like YCM’s page System &gt; API &gt; Webhook Event Push.</p>
        </div>
      </div>
      <Loaded resource={page} what="the webhooks">
        {(loaded) => (
          <PushSettingsForm saved={loaded.settings} onSaved={page.set}>
            <Webhooks page={loaded} onEdit={setEdited} onChange={page.reload} />
          </PushSettingsForm>
        )}
      </Loaded>
      {edited !== undefined && (
        <WebhookDialog
          webhook={edited === 'new' ? undefined : edited}
          eventTitles={page.data?.eventTitles ?? []}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined);
            page.reload();
          }}
        />
      )}
    </>
  );
}

interface WebhooksProps {
  page: PushPage;
  onEdit: (webhook: WebhookRow | 'new') => void;
  onChange: () => void;
}

function Webhooks({ page: { webhooks, maxWebhooks }, onEdit, onChange }: WebhooksProps) {
  const isFull = webhooks.length >= maxWebhooks;
  const add = (
    <button type="button" disabled={isFull} onClick={() => onEdit('new')}>
      Add
    </button>
  );
  if (webhooks.length === 0)
    return (
      <EmptyState
        title="No webhooks yet"
        text="Add the URL of your receiver to push fleet changes to it, signed like YCM's. No receiver yet? Start with the inbox."
      >
        <div class="button-row">
          {add}
          <a href="/inbox">Open the inbox</a>
        </div>
      </EmptyState>
    );
  return (
    <>
      <WebhookTable webhooks={webhooks} onEdit={onEdit} onChange={onChange} />
      <div class="button-row">
        {add}
        <span class="muted">
          {webhooks.length} of {maxWebhooks}.
          {isFull && ` YCM supports up to ${maxWebhooks} webhooks: delete one to add another.`}
        </span>
      </div>
    </>
  );
}
