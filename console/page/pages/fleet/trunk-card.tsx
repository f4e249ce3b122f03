import { DidList } from './did-list.tsx';
import { useDidDrop } from './drag.ts';
import type { FleetPageState } from './fleet-model.ts';
import { didsOfIds, type TrunkGroup } from './grouping.ts';
import { removeActions } from './moves.ts';

interface TrunkCardProps {
  readonly group: TrunkGroup;
  /** Its total number of DIDs, free or not. */
  readonly total: number;
  readonly state: FleetPageState;
}

/** A trunk with its free DIDs. DIDs dropped on it become free. */
export function TrunkCard({ group: { trunk, dids }, total, state }: TrunkCardProps) {
  const { fleet, chosen, onChoose, onAsk, onAct } = state;
  const { trunkId, trunkName } = trunk;
  const { isOver, on } = useDidDrop((didIds) => onAct(removeActions(didsOfIds(fleet, didIds))));
  return (
    <article class={isOver ? 'trunk is-over' : 'trunk'} aria-labelledby={`trunk-${trunkId}`} {...on}>
      <header>
        <h3 id={`trunk-${trunkId}`}>{trunkName}</h3>
        <span class="muted">
          {dids.length} of {total} free
        </span>
      </header>
      <DidList
        label={`Free DIDs of ${trunkName}`}
        dids={dids}
        chosen={chosen}
        onChoose={onChoose}
        isDraggable
      />
      {dids.length === 0 && <p class="muted drop-hint">No free DIDs.</p>}
      <div class="card-actions">
        <button type="button" class="quiet" onClick={() => onAsk({ kind: 'dids', trunk })}>
          Add DIDs<span class="visually-hidden"> to {trunkName}</span>…
        </button>
        <button type="button" class="quiet" onClick={() => onAct([{ action: 'delete-trunk', trunkId }])}>
          Delete trunk<span class="visually-hidden"> {trunkName}</span>…
        </button>
      </div>
    </article>
  );
}
