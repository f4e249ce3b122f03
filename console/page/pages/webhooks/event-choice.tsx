import type { EventTitle, WebhookEvents } from '../../../server/api/types.ts';
import { FieldGroup } from '../../parts/field-group.tsx';
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
  const isAll = events === 'All';
  const toggle = (title: EventTitle, isOn: boolean) => {
    const now = isAll ? [] : events;
    onChange(titles.filter((one) => (one === title ? isOn : now.includes(one))));
  };
  return (
    <FieldGroup label="Webhook Event Push" problem={problem}>
      <CheckBox
        isChecked={isAll}
        isInvalid={problem !== undefined}
        onChecked={(isChecked) => onChange(isChecked ? 'All' : [...titles])}
      >
        All
      </CheckBox>
      {titles.map((title) => (
        <CheckBox
          key={title}
          isChecked={isAll || events.includes(title)}
          isDisabled={isAll}
          isInvalid={problem !== undefined}
          onChecked={(isChecked) => toggle(title, isChecked)}
        >
          {title}
        </CheckBox>
      ))}
    </FieldGroup>
  );
}
