import { useState } from 'preact/hooks';
import type { MessageChoices, WebhookRow } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/inputs.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useResource } from '../../parts/use-resource.ts';
import { webhookNames } from './webhook-names.ts';

/** A message to edit. */
export interface MessageToEdit {
  readonly webhookId: string;
  readonly body: string;
  readonly fault?: string | undefined;
}

interface SendDialogProps {
  /** Absent: a new message. */
  readonly edited?: MessageToEdit;
  readonly onClose: () => void;
}

/** A form to send any message, with or without a fault. */
export function SendDialog({ edited, onClose }: SendDialogProps) {
  const choices = useResource('send', () => Promise.all([ask(api.messages.$get()), ask(api.push.$get())]));
  // The dialog focuses its first field when it opens.
  if (choices.isLoading && choices.data === undefined) return null;
  return (
    <Dialog title={edited === undefined ? 'Send a message' : 'Edit and send'} isWide onClose={onClose}>
      <Loaded resource={choices} what="the webhooks">
        {([messages, { webhooks }]) => (
          <SendForm messages={messages} webhooks={webhooks} edited={edited} onClose={onClose} />
        )}
      </Loaded>
    </Dialog>
  );
}

interface SendFormProps {
  readonly messages: MessageChoices;
  readonly webhooks: readonly WebhookRow[];
  readonly edited: MessageToEdit | undefined;
  readonly onClose: () => void;
}

function SendForm({ messages: { samples, faults }, webhooks, edited, onClose }: SendFormProps) {
  const [draft, setDraft] = useState(() => ({
    webhookId: (webhooks.find(({ id }) => id === edited?.webhookId) ?? webhooks[0])?.id ?? '',
    body: edited?.body ?? samples[0]?.body ?? '',
    fault: edited?.fault ?? '',
  }));
  const sending = useAction();
  const change = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }));
  const send = () =>
    sending.run(async () => {
      const { webhookId, body, fault } = draft;
      const json = { body, ...(fault !== '' && { fault }) };
      const { seq } = await ask(api.webhooks[':id'].messages.$post({ param: { id: webhookId }, json }));
      notify(`Sent as delivery ${seq}.`, { href: `/deliveries/${seq}`, link: 'Open it' });
      onClose();
    });
  const sampleOf = (body: string) => samples.find((sample) => sample.body === body)?.event ?? '';
  const bodyOf = (event: string) => samples.find((sample) => sample.event === event)?.body ?? '';
  if (webhooks.length === 0)
    return (
      <p>
        There is no webhook to send to. <a href="/webhooks">Add one</a>.
      </p>
    );
  return (
    <Form onSubmit={send}>
      <ProblemNote problem={sending.problem} />
      <SelectField
        label="Webhook"
        value={draft.webhookId}
        options={[...webhookNames(webhooks)]}
        onValue={(webhookId) => change({ webhookId })}
      />
      <div class="field-row">
        <SelectField
          label="Sample"
          value={sampleOf(draft.body)}
          options={[['', 'own message'], ...samples.map(({ event }) => event)]}
          onValue={(event) => change({ body: bodyOf(event) })}
        />
        <SelectField
          label="Fault"
          value={draft.fault}
          options={[['', 'none'], ...faults.map(({ name, title }) => [name, `${name}: ${title}`] as const)]}
          onValue={(fault) => change({ fault })}
        />
      </div>
      <Field label="Message" help="Signed and sent exactly as it is here, even if it isn't JSON.">
        {(tied) => (
          <textarea
            {...tied}
            class="message-input"
            rows={10}
            maxLength={200_000}
            spellcheck={false}
            value={draft.body}
            onInput={({ currentTarget }) => change({ body: currentTarget.value })}
          />
        )}
      </Field>
      <footer>
        <button type="button" class="outline secondary" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" disabled={sending.isBusy} aria-busy={sending.isBusy}>
          Send
        </button>
      </footer>
    </Form>
  );
}
