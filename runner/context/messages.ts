import { isCurrent, type Json, markFields } from '../../observation/index.ts';
import {
  type CapacityReport,
  capacityReport,
  type DidEvent,
  type DidReport,
  didReport,
  type TrunkDidInfo,
  testMessage,
} from '../../simulator/index.ts';
import { carriageOf } from '../../simulator/wire/request.ts';
import { defined } from '../../text/defined.ts';
import type { IdentityFacts } from './identity.ts';
import type { RuleContext } from './rule-context.ts';

interface ReportFacts {
  /** The PBX. Default: one that nothing else is sent about. */
  readonly sn?: string;
  /** Offset from the rule's time (seconds), default 0. */
  readonly offset?: number;
}

interface DidChange extends ReportFacts {
  /** The PBX's DIDs, or how many; default 1. */
  readonly dids?: readonly TrunkDidInfo[] | number;
  /** The trunk's name. */
  readonly trunkName?: string;
  readonly event?: DidEvent;
}

interface CapacityChange extends ReportFacts {
  readonly repository?: Partial<CapacityReport['repository']>;
}

/** A report of a PBX's DIDs. */
export function newDidReport(facts: IdentityFacts, options: DidChange = {}): DidReport {
  const { sn = facts.serial(), dids = 1, trunkName, event, offset } = options;
  const listed = typeof dids === 'number' ? facts.dids(dids) : dids;
  return didReport({
    ...{ sn, updateTime: facts.updateTime(offset) },
    dids: trunkName === undefined ? listed : listed.map((did) => ({ ...did, trunkName })),
    ...defined({ event }),
  });
}

/** A report of a PBX's capacity. */
export function newCapacityReport(facts: IdentityFacts, options: CapacityChange = {}): CapacityReport {
  const { sn = facts.serial(), repository, offset } = options;
  const updateTime = facts.updateTime(offset);
  return capacityReport({ sn, updateTime, ...defined({ repository }) });
}

/** How the observer shows that a PBX has this DID: the number, or another field. */
export function markOf({ sees: { fields } }: RuleContext, info: TrunkDidInfo): string {
  const field = markFields.find((name) => fields.has(name)) ?? 'did';
  return info[field] ?? info.did;
}

/** Whether a state shows that a PBX has this DID now. A removed DID may be kept if it looks different. */
export function showsDid(ctx: RuleContext, state: Json, info: TrunkDidInfo): boolean {
  return isCurrent(state, markOf(ctx, info), ctx.sees.current);
}

/** Which of these DIDs a state shows, and which it should show: "acknowledged, but the state shows DIDs 1 and 2 instead of only DID 1". */
export function unlikeDids(
  ctx: RuleContext,
  state: Json,
  expected: readonly TrunkDidInfo[],
  others: readonly TrunkDidInfo[],
): string {
  const shown = [...expected, ...others].filter((info) => showsDid(ctx, state, info));
  if (expected.length === 0) return `acknowledged, but the state still shows ${namesOf(shown)}`;
  const only = shown.length > 0 ? 'only ' : '';
  return `acknowledged, but the state shows ${namesOf(shown)} instead of ${only}${namesOf(expected)}`;
}

const maxNamed = 3;

/** "DID 1", "DIDs 1 and 2", "DIDs 1, 2, 3 and 5 more". */
export function namesOf(dids: readonly TrunkDidInfo[]): string {
  const names = dids.map(({ did }) => did);
  if (names.length < 2) return names.length === 0 ? 'no DID' : `DID ${names[0]}`;
  const first = names.slice(0, Math.min(maxNamed, names.length - 1));
  const rest = names.length - maxNamed;
  return `DIDs ${first.join(', ')} and ${rest > 0 ? `${rest} more` : names.at(-1)}`;
}

/** A message with one DID report. */
export function didChange(facts: IdentityFacts, options?: DidChange): DidReport[] {
  return [newDidReport(facts, options)];
}

/** A message with one capacity report. */
export function capacityChange(facts: IdentityFacts, options?: CapacityChange): CapacityReport[] {
  return [newCapacityReport(facts, options)];
}

/** A message for signature rules: a DID change, or the test message if nothing else is acknowledged. */
export function messageToForge(ctx: RuleContext, options?: DidChange): unknown {
  return ctx.run.acceptsTestOnly ? testMessage : didChange(ctx, options);
}

/** Whether the webhook's messages are in the body of the request. */
export function isInBody({ run: { webhook, profile } }: RuleContext): boolean {
  return carriageOf(webhook, profile) === 'body';
}

/** The fix if a forged message is acknowledged that is genuine except for its header: a cache may have responded to a GET. */
export function fixOrBypassCache(ctx: RuleContext, fix: string): string {
  return isInBody(ctx) ? fix : `${fix} ${bypassCache}`;
}

const bypassCache =
  'If a cache in front of your receiver responds to a GET with the same URL, exclude the webhook from it, and respond with Cache-Control: no-store: the signature is in a header, which caches ignore.';
