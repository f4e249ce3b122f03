import type { ScenarioStep } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import type { FleetAction } from '../fleet/index.ts';

/** What an administrator does in a step of a scenario. */
export function actionOf(step: ScenarioStep): FleetAction {
  switch (step.action) {
    case 'add-trunk':
      return { kind: 'add-trunk', dids: step.dids.map((did) => ({ ...did })) };
    case 'create-pbx': {
      const { sn, didIds = [], repository } = step;
      return { kind: 'create-pbx', sn, didIds, ...defined({ repository }) };
    }
    case 'assign-dids':
    case 'remove-dids':
      return { kind: step.action, sn: step.sn, didIds: step.didIds };
    case 'delete-dids':
      return { kind: 'delete-dids', didIds: step.didIds };
    case 'delete-trunk':
      return { kind: 'delete-trunk', trunkId: step.trunkId };
    case 'delete-pbx':
      return { kind: 'delete-pbx', sn: step.sn };
    case 'resize':
      return { kind: 'resize', sn: step.sn, repository: step.repository };
  }
}
