import type { ComponentChildren } from 'preact';
import type { PushPage, PushSettings } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Form } from '../../parts/form.tsx';
import { CheckBox, SelectField } from '../../parts/inputs.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { TimeoutField } from '../../parts/timeout-field.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useSettingsDraft } from './use-settings-draft.ts';

interface PushSettingsFormProps {
  saved: PushSettings;
  onSaved: (page: PushPage) => void;
  /** The list of webhooks, between the checkbox and the settings. */
  children: ComponentChildren;
}

const retryCounts = ['1', '2', '3', '4', '5'];

/** The checkbox above the list and the settings below it, saved together. */
export function PushSettingsForm({ saved, onSaved, children }: PushSettingsFormProps) {
  const { draft, isChanged, change, discard } = useSettingsDraft(saved);
  const saving = useAction();
  const save = () =>
    saving.run(async () => {
      onSaved(await ask(api.push.$put({ json: draft })));
      notify('Saved.');
    });

  return (
    <Form class="panel" onSubmit={save}>
      <CheckBox
        class="push-switch"
        isChecked={draft.isEnabled}
        onChecked={(isChecked) => change({ isEnabled: isChecked })}
      >
        <strong>Webhook Event Push</strong>
        <span class="muted">
          {draft.isEnabled ? 'Events are pushed to the webhooks.' : 'Off: only test messages are pushed.'}
        </span>
      </CheckBox>
      {children}
      <div class="push-limits">
        <TimeoutField
          help="Time to wait for a response."
          value={draft.timeoutSeconds}
          onValue={(timeoutSeconds) => change({ timeoutSeconds })}
        />
        <SelectField
          label="Retry Count"
          help="Retries when no 2xx arrives in time."
          problem={saving.problemOf('retryCount')}
          value={String(draft.retryCount)}
          options={retryCounts}
          onValue={(value) => change({ retryCount: Number(value) })}
        />
      </div>
      <ProblemNote problem={saving.otherProblem} />
      <div class="button-row push-save">
        <button type="submit" disabled={!isChanged || saving.isBusy} aria-busy={saving.isBusy}>
          Save
        </button>
        {isChanged && (
          <>
            <button type="button" class="outline secondary" onClick={discard}>
              Discard
            </button>
            <Badge tone="warn">Not saved yet</Badge>
          </>
        )}
      </div>
    </Form>
  );
}
