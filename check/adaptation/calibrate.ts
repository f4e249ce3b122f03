import { isRefusedAsForged } from '../../diagnosis/index.ts';
import { currentReport, type RunState, type SendProbe } from '../../runner/index.ts';
import { statusOf } from '../../simulator/index.ts';
import { asSent, buildRequest, type Dialect } from '../../simulator/wire/request.ts';

/** Names in which libraries that write JSON differ. */
const names = ['Zürich, 東京 😀', 'a/b "c" <d>', 'a b\tc', '  '];

/** The dialect among these that the receiver accepts for other content too. Those that sign the message of the diagnosis alike may differ for another. */
export async function calibrated(
  send: SendProbe,
  run: RunState,
  dialects: readonly Dialect[],
): Promise<Dialect | undefined> {
  let left = dialects;
  for (const trunkName of names) {
    const dids = run.identities.dids(1).map((did) => ({ ...did, trunkName }));
    const message = [currentReport(run, run.identities.serial(), dids)];
    const groups = groupsOf(run, message, left);
    if (groups.length < 2) continue;
    for (const group of groups) {
      const answer = await send(message, {
        webhook: { dialect: { ...run.target.webhook.dialect, ...group[0] } },
      });
      if (statusOf(answer) === undefined || isRefusedAsForged(answer)) continue;
      left = group;
      break;
    }
  }
  return left[0];
}

/** Those that sign this message alike. */
function groupsOf(run: RunState, message: unknown, dialects: readonly Dialect[]): readonly Dialect[][] {
  const groups = new Map<string, Dialect[]>();
  for (const dialect of dialects) {
    const webhook = { ...run.target.webhook, dialect };
    const { url, headers } = asSent(webhook, buildRequest(webhook, message, run.target.profile));
    const key = JSON.stringify([url, headers]);
    groups.set(key, [...(groups.get(key) ?? []), dialect]);
  }
  return [...groups.values()];
}
