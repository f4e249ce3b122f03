import type { ComponentChildren } from 'preact';
import type { PushPage, PushSettings } from '../../../../schemas/generated/console-types.ts';
import { ApiError, api } from '../../api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Form } from '../../parts/form.tsx';
import { CheckBox, SelectField, TextField } from '../../parts/inputs.tsx';
import { notify } from '../../parts/notices.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
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
      onSaved(await saveSettings(draft));
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
        <TextField
          label="Timeout(s)"
          help="Time to wait for a response, 3 to 10 seconds."
          problem={saving.problemOf('timeoutSeconds')}
          type="number"
          min={3}
          max={10}
          value={Number.isNaN(draft.timeoutSeconds) ? '' : draft.timeoutSeconds}
          onValue={(value) => change({ timeoutSeconds: Number.parseFloat(value) })}
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

/** Saves the settings. Problems are reported in the words of YCM's page, before the server validates them. */
async function saveSettings(settings: PushSettings): Promise<PushPage> {
  const { timeoutSeconds } = settings;
  if (Number.isInteger(timeoutSeconds) && timeoutSeconds >= 3 && timeoutSeconds <= 10)
    return api.savePushSettings(settings);
  throw new ApiError({
    code: 'bad-timeout',
    sentence: 'Timeout(s) must be a whole number from 3 to 10.',
    field: 'timeoutSeconds',
  });
}
