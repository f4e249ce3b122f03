import { isDeepStrictEqual } from 'node:util';
import type { Diagnosis } from '../../schemas/generated/types.ts';
import { type Fault, type Profile, testMessage, type Webhook } from '../../simulator/index.ts';
import { asSent, buildRequest } from '../../simulator/wire/request.ts';
import { CannotTell } from '../context/expect.ts';
import type { Adaptation } from './adaptation.ts';

/** Everything that a run changes to get behind the causes found so far. */
export interface Adapted {
  readonly causes: readonly Diagnosis['cause'][];
  readonly words: readonly string[];
  readonly webhook: Partial<Webhook>;
  readonly contentType?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly messages: readonly NonNullable<Adaptation['message']>[];
  readonly leavesOutTest: boolean;
  readonly hides: ReadonlySet<string>;
}

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
    contentType: added.contentType ?? before?.contentType,
    timeoutSeconds: added.timeoutSeconds ?? before?.timeoutSeconds,
    messages: [...(before?.messages ?? []), ...(added.message ? [added.message] : [])],
    leavesOutTest: added.leavesOutTest ?? before?.leavesOutTest ?? false,
    hides: new Set([...(before?.hides ?? []), ...(added.hides ?? [])]),
  };
}

/** A message in the form that the receiver accepts. @throws CannotTell if it has none. */
export function adaptedMessage(adapted: Adapted | undefined, message: unknown): unknown {
  let changed = message;
  for (const change of adapted?.messages ?? []) {
    changed = change(changed);
    if (changed === undefined) throw hidden();
  }
  return changed;
}

interface Sending {
  readonly message: unknown;
  readonly fault: Fault | undefined;
}

/**
 * @throws CannotTell if this message shows nothing as long as the sender adapts: it's about the same thing, or a forgery that the receiver
 * takes for genuine because of the cause.
 */
export function assertTells(
  {
    adapted,
    webhook,
    profile,
  }: { readonly adapted?: Adapted | undefined } & {
    readonly webhook: Webhook;
    readonly profile: Profile;
  },
  { message, fault }: Sending,
): void {
  if (!adapted) return;
  if (adapted.leavesOutTest && isDeepStrictEqual(message, testMessage)) throw hidden();
  if (!fault) return;
  if (adapted.hides.has(fault.name)) throw hidden();
  if (!fault.rewrite || fault.pace) return;
  const genuine = buildRequest(webhook, adaptedMessage(adapted, message), profile);
  const forged = asSent(webhook, genuine, fault.rewrite);
  if (isDeepStrictEqual(forged, asSent(webhook, genuine))) throw hidden();
}

function hidden(): CannotTell {
  return new CannotTell({ because: 'hidden-by-cause' });
}
