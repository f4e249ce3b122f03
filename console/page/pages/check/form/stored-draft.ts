import type { WebhookRow } from '../../../../../schemas/generated/console-types.ts';
import type { CheckDraft } from './draft.ts';

const key = 'check-draft';

/** Keeps what is filled in as long as the tab is open, but for the secret. */
export function storeDraft({ secret: _, leftOut, ...draft }: CheckDraft): void {
  sessionStorage.setItem(key, JSON.stringify({ ...draft, leftOut: [...leftOut] }));
}

/** What was filled in before in this tab, if anything was; a webhook that is gone is not chosen any more. */
export function storedDraft(webhooks: readonly WebhookRow[]): CheckDraft | undefined {
  const text = sessionStorage.getItem(key);
  if (text === null) return undefined;
  const stored = JSON.parse(text) as Omit<CheckDraft, 'secret' | 'leftOut'> & { leftOut: string[] };
  const webhook = webhooks.some(({ id }) => id === stored.webhook) ? stored.webhook : '';
  return { ...stored, webhook, secret: '', leftOut: new Set(stored.leftOut) };
}
