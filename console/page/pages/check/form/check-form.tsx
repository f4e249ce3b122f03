import { useState } from 'preact/hooks';
import type { CheckRow, RuleEntry, WebhookRow } from '../../../../server/api/types.ts';
import { api, ask } from '../../../api.ts';
import { FieldGroup } from '../../../parts/field-group.tsx';
import { Form } from '../../../parts/form.tsx';
import { CheckBox, SelectField, TextField } from '../../../parts/inputs.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { useAction } from '../../../parts/use-action.ts';
import { go } from '../../../router.ts';
import { type CheckDraft, checkFormOf, type DraftProblems, firstDraft, problemsOf } from './draft.ts';
import { LimitFields } from './limit-fields.tsx';
import { RuleChoice } from './rule-choice.tsx';
import { SecretChoice } from './secret-choice.tsx';
import { storeDraft, storedDraft } from './stored-draft.ts';

interface CheckFormViewProps {
  /** The command that can start the receiver. */
  readonly exec: string | undefined;
  readonly rules: readonly RuleEntry[];
  readonly webhooks: readonly WebhookRow[];
  /** The previous check, whose receiver is filled in. */
  readonly last: CheckRow | undefined;
}

/** What to check, and how. */
export function CheckFormView({ exec, rules, webhooks, last }: CheckFormViewProps) {
  const [draft, setDraft] = useState(() => storedDraft(webhooks) ?? firstDraft(webhooks, last));
  const [isTried, setTried] = useState(false);
  const starting = useAction();
  const found = problemsOf(draft, rules);
  const problemOf = (field: keyof DraftProblems) =>
    isTried ? (found[field] ?? starting.problemOf(field)) : undefined;
  const change = (changes: Partial<CheckDraft>) => {
    const after = { ...draft, ...changes };
    setDraft(after);
    storeDraft(after);
    starting.clear();
  };
  const start = async () => {
    setTried(true);
    if (Object.keys(found).length > 0) return;
    await starting.run(async () => {
      const { id } = await ask(
        api.checks.$post({
          json: checkFormOf({ ...draft, isStarted: draft.isStarted && exec !== undefined }, rules),
        }),
      );
      go(`/check/${encodeURIComponent(id)}`);
    });
  };
  return (
    <Form class="panel" onSubmit={start}>
      <h2>Check a receiver</h2>
      <div class="url-row">
        <TextField
          label="Receiver URL"
          help="Where YCM would send events."
          problem={problemOf('url')}
          type="url"
          value={draft.url}
          maxLength={2000}
          placeholder="http://localhost:3000/webhook"
          onValue={(value) => change({ url: value })}
        />
        <SelectField
          label="Request Method"
          value={draft.method}
          options={['POST', 'GET']}
          onValue={(value) => change({ method: value as CheckDraft['method'] })}
        />
      </div>
      <SecretChoice draft={draft} webhooks={webhooks} problem={problemOf('secret')} onChange={change} />
      <TextField
        label="Observer URL (optional)"
        help="Returns the state of one PBX as JSON. {sn} becomes its serial number. Adds more rules."
        problem={problemOf('observeUrl')}
        type="url"
        value={draft.observeUrl}
        maxLength={2000}
        placeholder="http://localhost:3000/state?sn={sn}"
        onValue={(value) => change({ observeUrl: value })}
      />
      <FieldGroup label="Receiver process" problem={problemOf('isStarted')}>
        <CheckBox
          class="thorough"
          isChecked={draft.isStarted && exec !== undefined}
          isDisabled={exec === undefined}
          onChecked={(isStarted) => change({ isStarted })}
        >
          <span>
            Start the receiver for the check{' '}
            {exec === undefined ? (
              <span class="muted">
                Needs <code>hookswitch console --exec 'COMMAND'</code>. Adds rules about crashes and output.
              </span>
            ) : (
              <>
                with <code>{exec}</code>
              </>
            )}
          </span>
        </CheckBox>
      </FieldGroup>
      <RuleChoice
        rules={rules}
        leftOut={draft.leftOut}
        problem={problemOf('rules')}
        onChange={(leftOut) => change({ leftOut })}
      />
      <LimitFields draft={draft} onChange={change} />
      <ProblemNote problem={starting.otherProblem} />
      <button type="submit" aria-busy={starting.isBusy} disabled={starting.isBusy}>
        Check it
      </button>
    </Form>
  );
}
