import './fleet.css';
import { useState } from 'preact/hooks';
import type { ConsoleAction, FleetView } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { notifyProblem } from '../../parts/notices.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { place, setQuery } from '../../router.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { DoneNote } from './done-note.tsx';
import { findInFleet } from './find.ts';
import { FleetColumns } from './fleet-columns.tsx';
import type { DoneAction, FleetDialog, FleetPageState } from './fleet-model.ts';

/** The Cloud PBXs, their trunks and DIDs, and the administrator's actions. */
export function FleetPage() {
  const resource = useResource('fleet', () => ask(api.fleet.$get()), ['fleet']);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<FleetDialog>();
  const [done, setDone] = useState<readonly DoneAction[]>([]);
  const onAct = (actions: readonly ConsoleAction[]) => {
    if (actions.length > 0) setDialog({ kind: 'actions', actions });
  };
  const onDone = (action: DoneAction, after: FleetView) => {
    setDone((before) => [action, ...before].slice(0, maxDone));
    resource.set(after);
    setChosen(new Set());
  };
  return (
    <div class="fleet">
      <div class="page-head">
        <div>
          <h1>Fleet</h1>
          <p>Cloud PBXs and the DIDs of their shared trunks. Each action first shows what it will push.</p>
        </div>
        <div class="button-row">
          <button type="button" class="outline" onClick={() => setDialog({ kind: 'trunk' })}>
            Add trunk…
          </button>
          <button type="button" onClick={() => setDialog({ kind: 'pbx' })}>
            Create Cloud PBX…
          </button>
        </div>
      </div>
      <DoneNote done={done} isAsking={dialog !== undefined} onClose={() => setDone([])} />
      <Loaded resource={resource} what="the fleet">
        {(fleet) => (
          <>
            {isEmpty(fleet) ? (
              <EmptyFleet onFleet={resource.set} onAsk={setDialog} />
            ) : (
              <FoundFleet state={{ fleet, chosen, onChoose: setChosen, onAsk: setDialog, onAct }} />
            )}
            {dialog !== undefined && (
              <ActionDialog
                fleet={fleet}
                dialog={dialog}
                onDone={onDone}
                onClose={() => setDialog(undefined)}
              />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

/** The search, and the part of the fleet that it finds. */
function FoundFleet({ state }: { state: Omit<FleetPageState, 'shown'> }) {
  const text = place.value.query.get('find') ?? '';
  const found = { ...state, shown: findInFleet(state.fleet, text) };
  return (
    <>
      <input
        type="search"
        class="find"
        aria-label="Find a number, a Cloud PBX or a trunk"
        placeholder="Find a number, a Cloud PBX or a trunk"
        value={text}
        onInput={({ currentTarget }) => setQuery({ find: currentTarget.value })}
      />
      <FleetColumns state={found} />
      <ChosenBar state={found} />
    </>
  );
}

const maxDone = 5;

function isEmpty({ pbxs, trunks }: FleetView): boolean {
  return pbxs.length === 0 && trunks.length === 0;
}

interface EmptyFleetProps {
  readonly onFleet: (fleet: FleetView) => void;
  readonly onAsk: (dialog: FleetDialog) => void;
}

function EmptyFleet({ onFleet, onAsk }: EmptyFleetProps) {
  return (
    <EmptyState
      title="No Cloud PBX and no trunk yet"
      text="Start with an example of two trunks and three Cloud PBXs, or add your own trunk. Neither pushes anything."
    >
      <div class="button-row">
        <button type="button" onClick={() => ask(api.fleet.example.$post()).then(onFleet, notifyProblem)}>
          Add an example fleet
        </button>
        <button type="button" class="outline" onClick={() => onAsk({ kind: 'trunk' })}>
          Add a trunk…
        </button>
      </div>
    </EmptyState>
  );
}
