import { useId } from 'preact/hooks';
import type { EventTitle, WebhookEvents } from '../../../../schemas/generated/console-types.ts';

interface EventChoiceProps {
  /** What can be subscribed to. */
  titles: readonly EventTitle[];
  events: WebhookEvents;
  problem: string | undefined;
  onChange: (events: WebhookEvents) => void;
}

/** Which events are pushed: "Select All if you want to subscribe to all events." */
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
      <label>
        <input
          type="checkbox"
          checked={isAll}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? 'All' : [...titles])}
        />
        All
      </label>
      {titles.map((title) => (
        <label key={title}>
          <input
            type="checkbox"
            checked={isAll || events.includes(title)}
            disabled={isAll}
            onChange={({ currentTarget }) => toggle(title, currentTarget.checked)}
          />
          {title}
        </label>
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
