import { useState } from 'preact/hooks';
import type {
  EventTitle,
  WebhookEvents,
  WebhookForm,
  WebhookRow,
} from '../../../../schemas/generated/console-types.ts';
import { ApiError, api } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { drawSecret } from './draw-secret.ts';
import { EventChoice } from './event-choice.tsx';
import { SecretInput } from './secret-input.tsx';

interface WebhookDialogProps {
  /** The webhook to be changed; absent: a new one. */
  webhook: WebhookRow | undefined;
  eventTitles: readonly EventTitle[];
  onClose: () => void;
  onSaved: () => void;
}

interface Draft {
  url: string;
  /** Absent: the webhook keeps the one it has. */
  secret: string | undefined;
  method: WebhookForm['method'];
  events: WebhookEvents;
}

const fields = ['url', 'secret', 'method', 'events'];

/** The form of one webhook, in the words of YCM's own. */
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
        <Field
          label="Webhook URL"
          help="Where the events are pushed to, such as http://localhost:3000/ycm/webhook."
          problem={ofField('url')}
        >
          {(input) => (
            <input
              type="url"
              value={draft.url}
              autocomplete="off"
              spellcheck={false}
              onInput={({ currentTarget }) => change({ url: currentTarget.value })}
              {...input}
            />
          )}
        </Field>
        <SecretInput
          secret={draft.secret}
          webhookId={webhook?.id}
          problem={ofField('secret')}
          onChange={(secret) => change({ secret })}
        />
        <Field label="Request Method" problem={ofField('method')}>
          {(input) => (
            <select
              value={draft.method}
              onChange={({ currentTarget }) => change({ method: currentTarget.value as Draft['method'] })}
              {...input}
            >
              <option>POST</option>
              <option>GET</option>
            </select>
          )}
        </Field>
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
  if (webhook === undefined) return { url: '', secret: drawSecret(), method: 'POST', events: 'All' };
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
