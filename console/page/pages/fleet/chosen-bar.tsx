import { useState } from 'preact/hooks';
import { Options } from '../../parts/inputs.tsx';
import { didCount } from './action-words.ts';
import type { FleetPageState } from './fleet-model.ts';
import { didsOfIds } from './grouping.ts';
import { assignActions, removeActions } from './moves.ts';

/** Actions for the selected DIDs: everything that dragging does, by keyboard. */
export function ChosenBar({ state }: { state: FleetPageState }) {
  const { fleet, chosen, onChoose, onAct } = state;
  const [wanted, setWanted] = useState('');
  const dids = didsOfIds(fleet, chosen);
  const sn = fleet.pbxs.some((pbx) => pbx.sn === wanted) ? wanted : (fleet.pbxs[0]?.sn ?? '');
  const assign = assignActions(dids, sn);
  const remove = removeActions(dids);
  const didIds = dids.map(({ didId }) => didId);
  return (
    <section class="chosen-bar" aria-label="Selected DIDs" hidden={dids.length === 0}>
      <p role="status">{dids.length === 0 ? '' : `${didCount(dids.length)} selected`}</p>
      {fleet.pbxs.length > 0 && (
        <div class="assign-to">
          <select
            aria-label="Assign to"
            value={sn}
            onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          >
            <Options of={fleet.pbxs.map((pbx) => pbx.sn)} />
          </select>
          <button type="button" disabled={assign.length === 0} onClick={() => onAct(assign)}>
            Assign…
          </button>
        </div>
      )}
      <button type="button" class="outline" disabled={remove.length === 0} onClick={() => onAct(remove)}>
        Remove from PBX…
      </button>
      <button type="button" class="quiet danger" onClick={() => onAct([{ action: 'delete-dids', didIds }])}>
        Delete…
      </button>
      <button type="button" class="quiet" onClick={() => onChoose(new Set())}>
        Clear selection
      </button>
    </section>
  );
}
