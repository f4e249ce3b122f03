import { useEffect, useRef, useState } from 'preact/hooks';
import type { WebhookRow } from '../../../../server/api/types.ts';
import type { DeliveryListFilter } from '../../../api.ts';
import { Options } from '../../../parts/inputs.tsx';
import { setQuery } from '../../../router.ts';
import { deliveryStateNames, stateWord } from '../delivery-words.ts';
import { webhookNames } from '../webhook-names.ts';
import './delivery-list.css';

interface FilterBarProps {
  filter: DeliveryListFilter;
  webhooks: readonly WebhookRow[];
  events: readonly string[];
}

const waitMs = 250;

/** The filters. They are in the URL, so that reload and back keep them. */
export function FilterBar({ filter, webhooks, events }: FilterBarProps) {
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <search class="filter-bar">
      <SearchInput text={filter.text ?? ''} />
      <select
        aria-label="State"
        value={filter.state ?? ''}
        onChange={({ currentTarget }) => setQuery({ state: currentTarget.value })}
      >
        <option value="">All states</option>
        <Options of={deliveryStateNames.map((name) => [name, stateWord(name)])} />
      </select>
      <select
        aria-label="Event"
        value={filter.event ?? ''}
        onChange={({ currentTarget }) => setQuery({ event: currentTarget.value })}
      >
        <option value="">All events</option>
        <Options of={events} />
      </select>
      <select
        aria-label="Webhook"
        value={filter.webhook ?? ''}
        onChange={({ currentTarget }) => setQuery({ webhook: currentTarget.value })}
      >
        <option value="">All webhooks</option>
        <Options of={[...webhookNames(webhooks)]} />
      </select>
      {isFiltered && (
        <button
          type="button"
          class="quiet"
          onClick={() =>
            setQuery({ text: undefined, state: undefined, event: undefined, webhook: undefined })
          }
        >
          Show all
        </button>
      )}
    </search>
  );
}

/** Searches when the user has stopped typing. */
function SearchInput({ text }: { text: string }) {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <input
      type="search"
      aria-label="Search in messages, URLs and signatures"
      placeholder="Search in messages, URLs and signatures"
      value={typed}
      maxLength={200}
      onInput={({ currentTarget }) => {
        const { value } = currentTarget;
        setTyped(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setQuery({ text: value.trim() }), waitMs);
      }}
    />
  );
}
