import { useState } from 'preact/hooks';
import { FieldGroup } from '../../../parts/field-group.tsx';
import { DidList } from '../did-list.tsx';
import type { TrunkGroup } from '../grouping.ts';

interface DidChoiceProps {
  readonly title: string;
  readonly groups: readonly TrunkGroup[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (didIds: ReadonlySet<string>) => void;
}

/** DIDs to select in a form, by trunk, with a search field. */
export function DidChoice({ title, groups, chosen, onChoose }: DidChoiceProps) {
  const [text, setText] = useState('');
  const all = groups.reduce((sum, { dids }) => sum + dids.length, 0);
  const shown = groups.map(({ trunk, dids }) => ({
    trunk,
    dids: dids.filter(({ did }) => did.includes(text.trim())),
  }));
  return (
    <FieldGroup
      label={
        <>
          {title} <span class="muted" aria-live="polite">{`${chosen.size} of ${all} selected`}</span>
        </>
      }
    >
      {all === 0 && <p class="muted">No DID is free.</p>}
      {all > 20 && (
        <input
          type="search"
          aria-label="Find a number"
          placeholder="Find a number"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      )}
      {shown.map(
        ({ trunk, dids }) =>
          dids.length > 0 && (
            <div key={trunk.trunkId} class="did-group">
              <p class="did-group-name">{trunk.trunkName}</p>
              <DidList label={`DIDs of ${trunk.trunkName}`} dids={dids} chosen={chosen} onChoose={onChoose} />
            </div>
          ),
      )}
    </FieldGroup>
  );
}
