import type { PbxView } from '../../../server/api/types.ts';
import { didCount } from './action-words.ts';
import { CapacityList } from './capacity-list.tsx';
import { DidList } from './did-list.tsx';
import { useDidDrop } from './drag.ts';
import type { FleetPageState } from './fleet-model.ts';
import { didsOfIds, didsOfPbx } from './grouping.ts';
import { assignActions } from './moves.ts';

/** A Cloud PBX with its DIDs. DIDs dropped on it are assigned to it. */
export function PbxCard({ pbx, state }: { pbx: PbxView; state: FleetPageState }) {
  const { fleet, shown, chosen, onChoose, onAsk, onAct } = state;
  const { sn, repository } = pbx;
  const groups = didsOfPbx(shown, sn);
  const total = fleet.dids.filter((did) => did.sn === sn).length;
  const { isOver, on } = useDidDrop((didIds) => onAct(assignActions(didsOfIds(fleet, didIds), sn)));
  return (
    <article class={isOver ? 'pbx is-over' : 'pbx'} aria-labelledby={`pbx-${sn}`} {...on}>
      <header>
        <h3 id={`pbx-${sn}`}>
          <code>{sn}</code>
        </h3>
        <span class="muted">{didCount(total)}</span>
      </header>
      {groups.map(({ trunk, dids }) => (
        <div key={trunk.trunkId} class="did-group">
          <p class="did-group-name">{trunk.trunkName}</p>
          <DidList
            label={`DIDs of ${trunk.trunkName} that ${sn} has`}
            dids={dids}
            chosen={chosen}
            onChoose={onChoose}
            isDraggable
          />
        </div>
      ))}
      {total === 0 && (
        <p class="muted drop-hint">No DIDs yet. Drop some here, or select some and assign them.</p>
      )}
      <details>
        <summary>Capacity</summary>
        <CapacityList repository={repository} />
      </details>
      <div class="card-actions">
        <button type="button" class="quiet" onClick={() => onAsk({ kind: 'list', pbx })}>
          Replace DIDs<span class="visually-hidden"> of {sn}</span>…
        </button>
        <button type="button" class="quiet" onClick={() => onAsk({ kind: 'capacity', pbx })}>
          Resize<span class="visually-hidden"> {sn}</span>…
        </button>
        <button type="button" class="quiet" onClick={() => onAct([{ action: 'delete-pbx', sn }])}>
          Delete<span class="visually-hidden"> {sn}</span>…
        </button>
      </div>
    </article>
  );
}
