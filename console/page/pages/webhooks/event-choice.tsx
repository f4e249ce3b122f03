import { useId } from 'preact/hooks';
import type { EventTitle, WebhookEvents } from '../../../../schemas/generated/console-types.ts';
import { CheckBox } from '../../parts/inputs.tsx';

interface EventChoiceProps {
  /** The subscribable events. */
  titles: readonly EventTitle[];
  events: WebhookEvents;
  problem: string | undefined;
  onChange: (events: WebhookEvents) => void;
}

/** The events to push: "Select All if you want to subscribe to all events." */
export function EventChoice({ titles, events, problem, onChange }: EventChoiceProps) {
  const noteId = useId();
  const isAll = events === 'All';
  const toggle = (title: EventTitle, isOn: boolean) => {
    const now = isAll ? [] : events;
    onChange(titles.filter((one) => (one === title ? isOn : now.includes(one))));
  };
  return (
    <fieldset class="event-choice" aria-describedby={problem === undefined ? undefined : noteId}>
      <legend class="field-label">Webhook Event Push</legend>
      <CheckBox isChecked={isAll} onChecked={(isChecked) => onChange(isChecked ? 'All' : [...titles])}>
        All
      </CheckBox>
      {titles.map((title) => (
        <CheckBox
          key={title}
          isChecked={isAll || events.includes(title)}
          isDisabled={isAll}
          onChecked={(isChecked) => toggle(title, isChecked)}
        >
          {title}
        </CheckBox>
      ))}
      {problem !== undefined && (
        <small id={noteId} class="field-problem" role="alert">
          <span aria-hidden="true">✕ </span>
          {problem}
        </small>
      )}
    </fieldset>
  );
}
