import { isRecord } from '../../schemas/is-record.ts';
import { testMessage, type Webhook } from '../../simulator/index.ts';
import { buildRequest, isGenuineRequest, messageBytes, rewritten } from '../../simulator/wire/request.ts';
import { currentReport } from '../context/current-report.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import type { Content } from '../sending/message-to-send.ts';
import type { Adaptation, Adapted } from './adaptation.ts';

/** The same with one more adaptation. Pure. */
export function adaptedAlso(before: Adapted | undefined, added: Adaptation): Adapted {
  const { dialect } = before?.webhook ?? {};
  return {
    causes: [...(before?.causes ?? []), added.cause],
    words: [...(before?.words ?? []), added.words],
    webhook: {
      ...before?.webhook,
      ...added.webhook,
      ...((dialect ?? added.webhook?.dialect) && { dialect: { ...dialect, ...added.webhook?.dialect } }),
    },
    profile: { ...before?.profile, ...added.profile },
    timeoutSeconds: added.timeoutSeconds ?? before?.timeoutSeconds,
    messages: [...(before?.messages ?? []), ...(added.message ? [added.message] : [])],
    leavesOutTest: added.leavesOutTest ?? before?.leavesOutTest ?? false,
    unsignable: new Set(),
    hides: new Set([...(before?.hides ?? []), ...(added.hides ?? [])]),
  };
}

type Adapting = Pick<RunState, 'target' | 'seen' | 'identities'>;

/** A message in the form that the receiver accepts, or a report instead of the test message. @throws CannotTell if it has none. */
export function adaptedMessage(run: Adapting, message: unknown): unknown {
  const { adapted } = run.target;
  if (!adapted) return message;
  let changed = adapted.leavesOutTest && isTest(message) ? [currentReport(run)] : message;
  for (const change of adapted.messages) {
    changed = change(changed);
    if (changed === undefined) throw hidden();
  }
  return changed;
}

interface Sending extends Content {
  /** The id of the rule that sends it. */
  readonly rule: string;
  /** Those of the rule. */
  readonly requirements: readonly string[];
}

/**
 * @throws CannotTell if this message shows nothing as long as the sender adapts: it's about the same thing, or a forgery that the receiver
 * takes for genuine because of the cause.
 */
export function assertTells(
  run: Adapting & Pick<RunState, 'target'>,
  { rule, message, fault, requirements }: Sending,
): void {
  const { adapted, webhook, profile } = run.target;
  if (!adapted) return;
  if (hidesRule(adapted, requirements)) throw hidden();
  if (fault && adapted.hides.has(fault.name)) throw hidden();
  const changed = adaptedMessage(run, message);
  const { signs } = webhook.dialect?.signer ?? {};
  if (signs?.(messageBytes(changed, profile)) === false) adapted.unsignable.add(rule);
  if (!fault) return;
  const isGenuineTo = (one: Webhook) => {
    const request = rewritten(one, buildRequest(one, changed, profile), fault.rewrite);
    return isGenuineRequest(request, one.secret, one.dialect?.signer);
  };
  const { dialect, ...usual } = webhook;
  const isAboutSecret = adapted.webhook.secret !== undefined && fault.name === 'wrong-secret';
  if (!dialect?.signer && !isAboutSecret) return;
  if (isGenuineTo(webhook) && (isAboutSecret || !isGenuineTo(usual))) throw hidden();
}

/** Whether a rule with these requirements is about what the check adapts. Pure. */
export function hidesRule(
  { leavesOutTest, timeoutSeconds }: Adapted,
  requirements: readonly string[],
): boolean {
  const isAboutTest = requirements.includes('send-test-message') || requirements.join() === 'test-message';
  return (leavesOutTest && isAboutTest) || (timeoutSeconds !== undefined && isAboutTime(requirements));
}

function isTest(message: unknown): boolean {
  return isRecord(message) && message.event === testMessage.event;
}

/** What is retried after a timeout is not about how long that is. */
function isAboutTime(requirements: readonly string[]): boolean {
  return requirements.includes('timeout') && !requirements.includes('retry-on-failure');
}

function hidden(): CannotTell {
  return new CannotTell({ reasonCode: 'hidden-by-cause' });
}
