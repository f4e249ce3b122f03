import type { WebhookRow } from '../../../../server/api/types.ts';
import { SelectField, TextField } from '../../../parts/inputs.tsx';
import type { CheckDraft } from './draft.ts';

interface SecretChoiceProps {
  readonly draft: CheckDraft;
  readonly webhooks: readonly WebhookRow[];
  readonly problem: string | undefined;
  readonly onChange: (changes: Partial<CheckDraft>) => void;
}

/** The receiver's secret: a webhook's, or typed. */
export function SecretChoice({ draft, webhooks, problem, onChange }: SecretChoiceProps) {
  const isTyped = draft.webhook === '';
  return (
    <>
      {webhooks.length > 0 && (
        <SelectField
          label="Secret of"
          problem={isTyped ? undefined : problem}
          value={draft.webhook}
          options={[...webhooks.map(({ id, url }) => [id, url] as const), ['', 'another secret']]}
          onValue={(value) => onChange({ webhook: value })}
        />
      )}
      {isTyped && (
        <TextField
          label="Secret"
          help="32 characters, as YCM shows it. Used for this check only; not stored."
          problem={problem}
          type="password"
          value={draft.secret}
          maxLength={200}
          onValue={(value) => onChange({ secret: value })}
        />
      )}
    </>
  );
}
