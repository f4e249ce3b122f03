import type { WebhookRow } from '../../../../server/api/types.ts';
import type { CheckDraft } from './draft.ts';

const key = 'check-draft';

/** Keeps the values while the tab is open, except the secret. */
export function storeDraft({ secret: _, leftOut, ...draft }: CheckDraft): void {
  sessionStorage.setItem(key, JSON.stringify({ ...draft, leftOut: [...leftOut] }));
}

/** The values from earlier in this tab, if any. A deleted webhook is deselected. */
export function storedDraft(webhooks: readonly WebhookRow[]): CheckDraft | undefined {
  const text = sessionStorage.getItem(key);
  if (text === null) return undefined;
  const stored = JSON.parse(text) as Omit<CheckDraft, 'secret' | 'leftOut'> & { leftOut: string[] };
  const webhook = webhooks.some(({ id }) => id === stored.webhook) ? stored.webhook : '';
  return { ...stored, webhook, secret: '', leftOut: new Set(stored.leftOut) };
}
