import { useState } from 'preact/hooks';
import type { InboxResponse } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/inputs.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useAction } from '../../parts/use-action.ts';
import { responseWords } from './response-words.ts';

type Kind = InboxResponse['kind'];

const kinds: Record<Kind, string> = {
  status: 'Respond with a status',
  hang: 'Hang: never respond',
  close: 'Close the connection without a response',
};

interface ResponseFormProps {
  readonly response: InboxResponse;
  readonly onSaved: (response: InboxResponse) => void;
}

/** The response that the inbox will give. */
export function ResponseForm({ response, onSaved }: ResponseFormProps) {
  const [kind, setKind] = useState<Kind>(response.kind);
  const [status, setStatus] = useState(response.kind === 'status' ? String(response.status) : '200');
  const [delayMs, setDelayMs] = useState(response.kind === 'status' ? String(response.delayMs) : '0');
  const [isTried, setTried] = useState(false);
  const saving = useAction();
  const problems = problemsOf(status, delayMs);
  const isWrong = kind === 'status' && (problems.status ?? problems.delayMs) !== undefined;

  const save = async () => {
    setTried(true);
    if (isWrong) return;
    await saving.run(async () => {
      const saved = await ask(
        api.inbox.response.$put({
          json: kind === 'status' ? { kind, status: Number(status), delayMs: Number(delayMs) } : { kind },
        }),
      );
      onSaved(saved);
      notify(`The inbox now responds with: ${responseWords(saved)}.`);
    });
  };
  return (
    <Form onSubmit={save}>
      <fieldset>
        <legend class="visually-hidden">Response</legend>
        {(Object.keys(kinds) as Kind[]).map((one) => (
          <label key={one}>
            <input type="radio" name="response" checked={kind === one} onChange={() => setKind(one)} />
            {kinds[one]}
          </label>
        ))}
      </fieldset>
      {kind === 'status' && (
        <div class="field-row">
          <TextField
            label="Status"
            help="2xx acknowledges. 200 to 599."
            problem={isTried ? problems.status : undefined}
            type="number"
            min={200}
            max={599}
            value={status}
            onValue={setStatus}
          />
          <TextField
            label="Delay (ms)"
            help="0 to 60,000. YCM waits 3 to 10 s."
            problem={isTried ? problems.delayMs : undefined}
            type="number"
            min={0}
            max={60_000}
            value={delayMs}
            onValue={setDelayMs}
          />
        </div>
      )}
      <ProblemNote problem={saving.problem} />
      <button type="submit">Save</button>
    </Form>
  );
}

function problemsOf(status: string, delayMs: string) {
  return {
    status: isWhole(status, 200, 599) ? undefined : 'Enter a whole number from 200 to 599.',
    delayMs: isWhole(delayMs, 0, 60_000) ? undefined : 'Enter whole milliseconds from 0 to 60,000.',
  };
}

function isWhole(text: string, min: number, max: number): boolean {
  const number = Number(text);
  return text.trim() !== '' && Number.isInteger(number) && number >= min && number <= max;
}
