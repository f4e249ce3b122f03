import type { WebhookRow } from '../../../../../schemas/generated/console-types.ts';
import { Field } from '../../../parts/field.tsx';
import type { CheckDraft } from './draft.ts';

interface SecretChoiceProps {
  readonly draft: CheckDraft;
  readonly webhooks: readonly WebhookRow[];
  readonly problem: string | undefined;
  readonly onChange: (changes: Partial<CheckDraft>) => void;
}

/** The secret that the receiver has: a webhook's, or one that is typed. */
export function SecretChoice({ draft, webhooks, problem, onChange }: SecretChoiceProps) {
  const isTyped = draft.webhook === '';
  return (
    <>
      {webhooks.length > 0 && (
        <Field label="Secret of" problem={isTyped ? undefined : problem}>
          {(input) => (
            <select
              {...input}
              value={draft.webhook}
              onChange={({ currentTarget }) => onChange({ webhook: currentTarget.value })}
            >
              {webhooks.map(({ id, url }) => (
                <option key={id} value={id}>
                  {url}
                </option>
              ))}
              <option value="">none of these: I type it</option>
            </select>
          )}
        </Field>
      )}
      {isTyped && (
        <Field
          label="Secret"
          help="32 characters, as YCM shows it. It is used for this check and not kept."
          problem={problem}
        >
          {(input) => (
            <input
              {...input}
              type="password"
              value={draft.secret}
              maxLength={200}
              autocomplete="off"
              onInput={({ currentTarget }) => onChange({ secret: currentTarget.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
