import { useState } from 'preact/hooks';
import { TextField } from '../../parts/inputs.tsx';

interface OwnSecretProps {
  readonly hasSecret: boolean;
  /** Null takes it back. */
  readonly onSet: (secret: string | null) => Promise<void>;
}

/** A secret beside those of the webhooks, for requests that the console did not send. */
export function OwnSecret({ hasSecret, onSet }: OwnSecretProps) {
  const [secret, setSecret] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    setProblem(secret === '' ? 'Give the secret.' : undefined);
    if (secret === '') return;
    await onSet(secret);
    setSecret('');
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label="Secret"
        help="For requests that a real YCM sends here. It is kept in memory only, until the console ends."
        problem={problem}
        type="password"
        value={secret}
        maxLength={200}
        placeholder={hasSecret ? 'Given; another one takes its place' : ''}
        onValue={setSecret}
      />
      <div class="button-row">
        <button type="submit">Use this secret</button>
        {hasSecret && (
          <button type="button" class="outline secondary" onClick={() => onSet(null)}>
            Forget it
          </button>
        )}
      </div>
    </form>
  );
}
