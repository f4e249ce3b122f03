import { useState } from 'preact/hooks';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/inputs.tsx';

interface OwnSecretProps {
  readonly hasSecret: boolean;
  /** Null removes it. */
  readonly onSet: (secret: string | null) => Promise<void>;
}

/** A secret in addition to the webhooks', for requests that the console did not send. */
export function OwnSecret({ hasSecret, onSet }: OwnSecretProps) {
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    setProblem(secret === '' ? 'Enter the secret.' : undefined);
    if (secret === '') return;
    await onSet(secret);
    setSecret('');
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label="Secret"
        help="For requests from a real YCM. It is kept in memory until the console stops."
        problem={problem}
        type="password"
        value={secret}
        maxLength={200}
        placeholder={hasSecret ? 'Set; enter another to replace it' : ''}
        onValue={setSecret}
      />
      <div class="button-row">
        <button type="submit">Use this secret</button>
        {hasSecret && (
          <button type="button" class="outline secondary" onClick={() => onSet(null)}>
            Remove it
          </button>
        )}
      </div>
    </Form>
  );
}
