import type { FleetView, RepositoryView } from '../../../schemas/generated/console-types.ts';
import { act, emptyFleet, type Fleet, type FleetAction, type Sender } from '../../../simulator/index.ts';
import { type Call, type Handlers, json } from '../api/handler.ts';
import { refuse } from '../api/problem.ts';
import type { JournalWatch } from '../deliveries/watch.ts';
import type { Hub } from '../events/hub.ts';
import { savedSettings } from '../push/handlers.ts';
import type { ValueStore } from '../state/values.ts';
import { exampleFleet } from './example.ts';
import { previewOf } from './preview.ts';

/** The simulated Cloud PBXs, trunks and DIDs, and what an administrator does with them. */
export function fleetHandlers(sender: Sender, watch: JournalWatch, values: ValueStore, hub: Hub): Handlers {
  let fleet = (values.read('fleet') as Fleet | undefined) ?? emptyFleet;
  const stepOf = ({ body }: Call) => {
    const updateTime = Math.floor(Date.now() / 1000);
    return act(fleet, body as FleetAction, { ...sender.profile, updateTime });
  };
  const keep = (changed: Fleet) => {
    fleet = changed;
    values.write('fleet', viewOf(fleet));
    hub.changed('fleet');
  };

  return {
    getFleet: () => json(viewOf(fleet)),
    previewAction: (call) => {
      const webhooks = savedSettings(values).isEnabled ? [...sender.webhooks] : [];
      return json(previewOf(stepOf(call).messages, webhooks));
    },
    doAction: async (call) => {
      const step = stepOf(call);
      keep(step.fleet);
      const isPushed = savedSettings(values).isEnabled && step.messages.length > 0;
      const pushed = isPushed ? await sender.pushAll(step.messages) : [];
      return json({
        fleet: viewOf(step.fleet),
        deliveries: pushed.map(({ delivery }) => watch.accepted(delivery)),
      });
    },
    addExampleFleet: () => {
      if (fleet.pbxs.length + fleet.trunks.length > 0)
        refuse(
          409,
          'fleet-not-empty',
          'there are Cloud PBXs or trunks already; the example is for an empty fleet',
        );
      keep(exampleFleet());
      return json(viewOf(fleet));
    },
  };
}

function viewOf({ pbxs, trunks, dids }: Fleet): FleetView {
  return {
    pbxs: pbxs.map(({ sn, repository }) => ({ sn, repository: { ...(repository as RepositoryView) } })),
    trunks: [...trunks],
    dids: [...dids],
  };
}
