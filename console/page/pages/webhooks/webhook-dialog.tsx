import { useState } from 'preact/hooks';
import type {
  EventTitle,
  WebhookEvents,
  WebhookForm,
  WebhookRow,
} from '../../../../schemas/generated/console-types.ts';
import { ApiError, api } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { SelectField, TextField } from '../../parts/inputs.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
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

const fields = ['url', 'secret', 'method', 'events'];

/** The form of a webhook, in the words of YCM's page. */
export function WebhookDialog({ webhook, eventTitles, onClose, onSaved }: WebhookDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const [problem, setProblem] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const ofField = (name: string) => (problem?.field === name ? problem.message : undefined);

  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await saveDraft(draft, webhook?.id);
      notify(webhook === undefined ? `Added the webhook ${draft.url}.` : `Saved the webhook ${draft.url}.`);
      onSaved();
    } catch (reason) {
      setProblem(reason as ApiError);
      setBusy(false);
    }
  };

  return (
    <Dialog title={webhook === undefined ? 'Add a webhook' : 'Edit the webhook'} onClose={onClose}>
      <form noValidate onSubmit={save}>
        <ProblemNote problem={fields.includes(problem?.field ?? '') ? undefined : problem} />
        <TextField
          label="Webhook URL"
          help="Where events are pushed, such as http://localhost:3000/ycm/webhook."
          problem={ofField('url')}
          type="url"
          value={draft.url}
          spellcheck={false}
          onValue={(value) => change({ url: value })}
        />
        <SecretInput
          secret={draft.secret}
          webhookId={webhook?.id}
          problem={ofField('secret')}
          onChange={(secret) => change({ secret })}
        />
        <SelectField
          label="Request Method"
          problem={ofField('method')}
          value={draft.method}
          onValue={(value) => change({ method: value as Draft['method'] })}
        >
          <option>POST</option>
          <option>GET</option>
        </SelectField>
        <EventChoice
          titles={eventTitles}
          events={draft.events}
          problem={ofField('events')}
          onChange={(events) => change({ events })}
        />
        <footer>
          <button type="button" class="outline secondary" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" disabled={isBusy} aria-busy={isBusy}>
            Save
          </button>
        </footer>
      </form>
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
    throw new ApiError({ code: 'no-url', sentence: 'Enter the URL of the receiver.', field: 'url' });
  if (events.length === 0)
    throw new ApiError({
      code: 'no-events',
      sentence: 'Select at least one event, or All.',
      field: 'events',
    });
  const form = { url: url.trim(), method, events, ...(secret === undefined ? {} : { secret }) };
  await (id === undefined ? api.addWebhook(form) : api.changeWebhook(id, form));
}
