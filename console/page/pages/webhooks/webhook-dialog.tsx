import { useState } from 'preact/hooks';
import type { EventTitle, WebhookEvents, WebhookForm, WebhookRow } from '../../../server/api/types.ts';
import { ApiError, api, ask } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField, TextField } from '../../parts/inputs.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useAction } from '../../parts/use-action.ts';
import { EventChoice } from './event-choice.tsx';
import { generateWebhookSecret } from './generate-secret.ts';
import { SecretInput } from './secret-input.tsx';

interface WebhookDialogProps {
  /** The webhook to change; absent: a new one. */
  webhook: WebhookRow | undefined;
  eventTitles: readonly EventTitle[];
  onClose: () => void;
  onSaved: () => void;
}

interface Draft {
  url: string;
  /** Absent: the webhook keeps its secret. */
  secret: string | undefined;
  method: WebhookForm['method'];
  events: WebhookEvents;
}

/** The form of a webhook, in the words of YCM's page. */
export function WebhookDialog({ webhook, eventTitles, onClose, onSaved }: WebhookDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const saving = useAction();
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const save = () =>
    saving.run(async () => {
      await saveDraft(draft, webhook?.id);
      notify(webhook === undefined ? `Added the webhook ${draft.url}.` : `Saved the webhook ${draft.url}.`);
      onSaved();
    });

  return (
    <Dialog title={webhook === undefined ? 'Add a webhook' : 'Edit the webhook'} onClose={onClose}>
      <Form onSubmit={save}>
        <ProblemNote problem={saving.otherProblem} />
        <TextField
          label="Webhook URL"
          help="Where events are pushed, such as http://localhost:3000/ycm/webhook."
          problem={saving.problemOf('url')}
          type="url"
          value={draft.url}
          spellcheck={false}
          onValue={(value) => change({ url: value })}
        />
        <SecretInput
          secret={draft.secret}
          webhookId={webhook?.id}
          problem={saving.problemOf('secret')}
          onChange={(secret) => change({ secret })}
        />
        <SelectField
          label="Request Method"
          problem={saving.problemOf('method')}
          value={draft.method}
          options={['POST', 'GET']}
          onValue={(value) => change({ method: value as Draft['method'] })}
        />
        <EventChoice
          titles={eventTitles}
          events={draft.events}
          problem={saving.problemOf('events')}
          onChange={(events) => change({ events })}
        />
        <footer>
          <button type="button" class="outline secondary" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" disabled={saving.isBusy} aria-busy={saving.isBusy}>
            Save
          </button>
        </footer>
      </Form>
    </Dialog>
  );
}

function draftOf(webhook: WebhookRow | undefined): Draft {
  if (webhook === undefined)
    return { url: '', secret: generateWebhookSecret(), method: 'POST', events: 'All' };
  return { url: webhook.url, secret: undefined, method: webhook.method, events: webhook.events };
}

async function saveDraft({ url, secret, method, events }: Draft, id: string | undefined): Promise<void> {
  if (url.trim() === '')
    throw new ApiError({ code: 'no-url', message: 'Enter the URL of the receiver.', field: 'url' });
  if (events.length === 0)
    throw new ApiError({
      code: 'no-events',
      message: 'Select at least one event, or All.',
      field: 'events',
    });
  const form = { url: url.trim(), method, events, ...(secret === undefined ? {} : { secret }) };
  await (id === undefined
    ? ask(api.webhooks.$post({ json: form }))
    : ask(api.webhooks[':id'].$put({ param: { id }, json: form })));
}
