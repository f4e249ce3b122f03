import { useState } from 'preact/hooks';
import type { Inbox } from '../../../server/api/types.ts';
import { api } from '../../api.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { notify, notifyProblem } from '../../parts/notices.tsx';
import { OwnSecret } from './own-secret.tsx';
import { PushHere } from './push-here.tsx';
import { ResponseForm } from './response-form.tsx';
import { responseWords } from './response-words.ts';
import './inbox-settings.css';

interface InboxSettingsProps {
  readonly inbox: Inbox;
  readonly onChange: (changes: Partial<Inbox>) => void;
}

/** The inbox's address, its response, and the secrets for checking signatures. */
export function InboxSettings({ inbox, onChange }: InboxSettingsProps) {
  const [isResponseOpen, setResponseOpen] = useState(false);
  const setSecret = async (secret: string | null) => {
    try {
      await api.inbox.secrets.$post({ json: { secret } });
      onChange({ hasSecret: secret !== null });
      notify(secret === null ? 'The secret was removed.' : 'Signatures are now checked with it too.');
    } catch (reason) {
      notifyProblem(reason);
    }
  };
  return (
    <section class="panel inbox-settings" aria-label="The inbox's settings">
      <div class="inbox-address">
        <span class="field-label">Address</span>
        <code>{inbox.url}</code>
        <CopyButton name="the inbox's address" text={inbox.url} />
        <PushHere url={inbox.url} />
      </div>
      <details open={isResponseOpen} onToggle={({ currentTarget }) => setResponseOpen(currentTarget.open)}>
        <summary>
          Response: <strong>{responseWords(inbox.response)}</strong>
        </summary>
        <ResponseForm
          response={inbox.response}
          onSaved={(response) => {
            onChange({ response });
            setResponseOpen(false);
          }}
        />
      </details>
      <details>
        <summary>
          Own secret: <strong>{inbox.hasSecret ? 'given' : 'none'}</strong>
        </summary>
        <OwnSecret hasSecret={inbox.hasSecret} onSet={setSecret} />
      </details>
    </section>
  );
}
