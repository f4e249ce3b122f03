import { useState } from 'preact/hooks';
import type { DeliveryRow, WebhookRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { MaskedSecret } from '../../parts/masked-secret.tsx';
import { notify, notifyProblem } from '../../parts/notices.tsx';
import { TestResponseView } from './test-response.tsx';

interface WebhookTableProps {
  webhooks: readonly WebhookRow[];
  onEdit: (webhook: WebhookRow) => void;
  onChange: () => void;
}

export function WebhookTable({ webhooks, onEdit, onChange }: WebhookTableProps) {
  return (
    <table class="webhooks">
      <thead>
        <tr>
          <th scope="col">Webhook URL</th>
          <th scope="col">Secret</th>
          <th scope="col">Request Method</th>
          <th scope="col">Webhook Event Push</th>
          <th scope="col">Operations</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <WebhookLine
            key={webhook.id}
            webhook={webhook}
            onEdit={() => onEdit(webhook)}
            onChange={onChange}
          />
        ))}
      </tbody>
    </table>
  );
}

interface WebhookLineProps {
  webhook: WebhookRow;
  onEdit: () => void;
  onChange: () => void;
}

function WebhookLine({ webhook, onEdit, onChange }: WebhookLineProps) {
  const { id, url, method, events } = webhook;
  const [test, setTest] = useState<DeliveryRow>();
  const sendTest = async () => {
    try {
      setTest(await ask(api.webhooks[':id'].test.$post({ param: { id } })));
    } catch (reason) {
      notifyProblem(reason);
    }
  };
  const renew = async () => {
    await api.webhooks[':id'].secret.$post({ param: { id } });
    notify('The secret was renewed. Give the new one to the receiver.');
    onChange();
  };
  const remove = async () => {
    await api.webhooks[':id'].$delete({ param: { id } });
    notify(`Deleted the webhook ${url}.`);
    onChange();
  };
  return (
    <>
      <tr>
        <th scope="row">{url}</th>
        <td data-label="Secret">
          <MaskedSecret
            // The secret was replaced, so the revealed one is wrong.
            key={webhook.secretFingerprint}
            name={`the secret of ${url}`}
            load={async () => (await ask(api.webhooks[':id'].secret.$get({ param: { id } }))).secret}
          />
          <ConfirmButton
            name={`Renew the secret of ${url}`}
            title="Renew the secret?"
            text={`This generates a new secret for ${url}. Until the receiver uses it, it rejects all messages.`}
            confirm="Renew"
            onConfirm={renew}
          >
            Renew
          </ConfirmButton>
        </td>
        <td data-label="Request Method">{method}</td>
        <td data-label="Webhook Event Push">{events === 'All' ? 'All' : events.join(', ')}</td>
        <td data-label="Operations">
          <div class="operations">
            <button
              type="button"
              class="quiet"
              aria-label={`Send a test message to ${url}`}
              onClick={sendTest}
            >
              Test
            </button>
            <button type="button" class="quiet" aria-label={`Edit ${url}`} onClick={onEdit}>
              Edit
            </button>
            <ConfirmButton
              class="quiet danger"
              name={`Delete ${url}`}
              title="Delete the webhook?"
              text={`No more messages are pushed to ${url}. Unfinished deliveries continue, and its deliveries stay in the list.`}
              confirm="Delete"
              onConfirm={remove}
            >
              Delete
            </ConfirmButton>
          </div>
        </td>
      </tr>
      {test !== undefined && (
        <tr class="test-line">
          <td colSpan={5}>
            <TestResponseView key={test.seq} sent={test} onClose={() => setTest(undefined)} />
          </td>
        </tr>
      )}
    </>
  );
}
