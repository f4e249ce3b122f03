import { useState } from 'preact/hooks';
import { api } from '../../api.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Field } from '../../parts/field.tsx';
import { notifyProblem } from '../../parts/notices.tsx';
import { drawSecret } from './draw-secret.ts';

interface SecretInputProps {
  /** Absent: the webhook keeps the one it has. */
  secret: string | undefined;
  /** Whose secret is kept. */
  webhookId: string | undefined;
  problem: string | undefined;
  onChange: (secret: string | undefined) => void;
}

/** The secret of the form: dots until it is asked for, drawn anew by a click, or typed in for a receiver that has one. */
export function SecretInput({ secret, webhookId, problem, onChange }: SecretInputProps) {
  const [kept, setKept] = useState<string>();
  const [isShown, setShown] = useState(false);
  const load = async () => {
    if (secret !== undefined || webhookId === undefined) return secret ?? '';
    const answer = await api.showSecret(webhookId);
    setKept(answer.secret);
    return answer.secret;
  };
  const toggle = () => {
    if (isShown) setShown(false);
    else load().then(() => setShown(true), notifyProblem);
  };
  const keeps = secret === undefined;
  const shared = {
    class: 'secret-input',
    value: secret ?? (isShown ? kept : '') ?? '',
    placeholder: keeps ? '••••••••••••' : '',
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
  } as const;
  return (
    <Field
      label="Secret"
      help={keeps ? 'The current secret is kept.' : '32 characters. The receiver needs the same secret.'}
      problem={problem}
    >
      {(input) => (
        <>
          {isShown ? (
            <input type="text" {...shared} {...input} />
          ) : (
            <input type="password" {...shared} {...input} />
          )}
          <div class="secret-tools">
            <button type="button" class="quiet" aria-pressed={isShown} onClick={toggle}>
              Show
            </button>
            <CopyButton name="the secret" load={load} />
            <button type="button" class="quiet" onClick={() => onChange(drawSecret())}>
              Renew
            </button>
          </div>
        </>
      )}
    </Field>
  );
}
