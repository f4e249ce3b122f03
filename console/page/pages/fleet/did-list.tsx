import { useRef } from 'preact/hooks';
import type { DidView } from '../../../server/api/types.ts';
import { stepOf, wrappedListKeys } from '../../parts/list/list-keys.ts';
import { dragDids } from './drag.ts';
import './did-list.css';

interface DidListProps {
  readonly label: string;
  readonly dids: readonly DidView[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly isDraggable?: boolean;
}

/** From this number on, there is a button to select all of them. */
const many = 4;

/** A multi-select list of DIDs. One tab stop: arrows move, Space selects, Shift selects a range, Ctrl+A all. */
export function DidList({ label, dids, chosen, onChoose, isDraggable = false }: DidListProps) {
  const list = useRef<HTMLDivElement>(null);
  const at = useRef(0);
  if (dids.length === 0) return null;
  at.current = Math.min(at.current, dids.length - 1);

  const choose = (didIds: readonly string[], isChosen: boolean) =>
    onChoose(withChosen(chosen, didIds, isChosen));
  const idsBetween = (a: number, b: number) =>
    dids.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ didId }) => didId);
  const toggle = (n: number, isRange: boolean) => {
    const didId = dids[n]?.didId ?? '';
    if (isRange) choose(idsBetween(at.current, n), true);
    else choose([didId], !chosen.has(didId));
    at.current = n;
  };
  const isAllChosen = dids.every(({ didId }) => chosen.has(didId));
  const all = isAllChosen ? 'Clear selection' : 'Select all';
  const toggleAll = () =>
    choose(
      dids.map(({ didId }) => didId),
      !isAllChosen,
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ') toggle(at.current, false);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) toggleAll();
    else {
      const next = stepOf(wrappedListKeys, event.key, at.current, dids.length);
      if (next === undefined) return;
      if (event.shiftKey) choose(idsBetween(at.current, next), true);
      at.current = next;
      focusOn(list.current, next);
    }
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={list}
        class="did-list"
        role="listbox"
        aria-multiselectable="true"
        aria-label={label}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const option = (event.target as Element).closest('[role="option"]');
          const n = [...(list.current?.children ?? [])].indexOf(option as Element);
          if (n >= 0) toggle(n, event.shiftKey);
        }}
      >
        {dids.map((did, n) => (
          <div
            key={did.didId}
            class="did"
            role="option"
            aria-selected={chosen.has(did.didId)}
            title={`${did.did}, id ${did.didId}`}
            tabIndex={n === at.current ? 0 : -1}
            draggable={isDraggable}
            onDragStart={(event) => {
              const dragged = chosen.has(did.didId) ? chosen : new Set([did.didId]);
              onChoose(dragged);
              dragDids(event, dragged);
            }}
          >
            {did.did}
          </div>
        ))}
      </div>
      {dids.length >= many && (
        <button type="button" class="quiet choose-all" aria-label={`${all}: ${label}`} onClick={toggleAll}>
          {all}
        </button>
      )}
    </>
  );
}

function withChosen(
  chosen: ReadonlySet<string>,
  didIds: readonly string[],
  isChosen: boolean,
): ReadonlySet<string> {
  if (isChosen) return new Set([...chosen, ...didIds]);
  const taken = new Set(didIds);
  return new Set([...chosen].filter((didId) => !taken.has(didId)));
}

function focusOn(list: HTMLElement | null, n: number): void {
  const options = list?.children ?? [];
  for (const [at, option] of [...options].entries()) (option as HTMLElement).tabIndex = at === n ? 0 : -1;
  (options[n] as HTMLElement | undefined)?.focus();
}
