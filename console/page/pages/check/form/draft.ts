import type { CheckForm, CheckRow, RuleEntry, WebhookRow } from '../../../../server/api/types.ts';
import { groupRules } from '../group-rules.ts';

/** The current values of the form. */
export interface CheckDraft {
  readonly url: string;
  readonly method: CheckForm['method'];
  /** The id of the webhook with the secret; '' if it is typed. */
  readonly webhook: string;
  readonly secret: string;
  readonly observeUrl: string;
  /** The ids of the excluded rules. */
  readonly leftOut: ReadonlySet<string>;
  readonly timeoutSeconds: number;
  readonly isThorough: boolean;
  /** Whether the check starts the receiver. */
  readonly isStarted: boolean;
  /** 0 is the check's default. */
  readonly budgetSeconds: number;
}

/** The invalid field, and how to fix it. */
export type DraftProblems = Readonly<
  Partial<Record<'url' | 'secret' | 'observeUrl' | 'isStarted' | 'rules', string>>
>;

/** The initial form: the receiver of the last check, with the secret of the webhook that pushes there. */
export function firstDraft(webhooks: readonly WebhookRow[], last: CheckRow | undefined): CheckDraft {
  const webhook = webhooks.find(({ url }) => last === undefined || url === last.url) ?? webhooks[0];
  return {
    url: last?.url ?? webhook?.url ?? '',
    method: last?.method ?? webhook?.method ?? 'POST',
    webhook: webhook?.id ?? '',
    secret: '',
    observeUrl: '',
    leftOut: new Set(),
    timeoutSeconds: 5,
    isThorough: false,
    isStarted: false,
    budgetSeconds: 0,
  };
}

/** What to fix before it can be sent. */
export function problemsOf(draft: CheckDraft, rules: readonly RuleEntry[]): DraftProblems {
  const problems: { -readonly [K in keyof DraftProblems]: DraftProblems[K] } = {};
  if (!isWebUrl(draft.url))
    problems.url = 'Enter the URL of the receiver, such as http://localhost:3000/webhook.';
  if (draft.webhook === '' && draft.secret === '')
    problems.secret = 'Enter the secret that the receiver uses.';
  if (draft.observeUrl !== '' && !isWebUrl(draft.observeUrl)) {
    problems.observeUrl = 'Enter an http:// or https:// URL, or leave it empty.';
  }
  if (rules.every(({ id }) => draft.leftOut.has(id))) problems.rules = 'Select at least one rule.';
  return problems;
}

/** The values as they are sent. */
export function checkFormOf(draft: CheckDraft, rules: readonly RuleEntry[]): CheckForm {
  const { url, method, webhook, secret, observeUrl, leftOut, ...others } = draft;
  const { timeoutSeconds, isThorough, isStarted, budgetSeconds } = others;
  return {
    url: url.trim(),
    method,
    secret: webhook === '' ? { text: secret } : { webhook },
    ...(observeUrl.trim() === '' ? {} : { observeUrl: observeUrl.trim() }),
    ...(rules.some(({ id }) => leftOut.has(id)) && { rules: patternsOf(rules, leftOut) }),
    timeoutSeconds,
    isThorough,
    isStarted,
    ...(budgetSeconds > 0 && { budgetSeconds }),
  };
}

/** A whole group is one pattern. */
function patternsOf(rules: readonly RuleEntry[], leftOut: ReadonlySet<string>): string[] {
  return groupRules(rules).flatMap((group) => {
    const ids = group.rules.map(({ id }) => id);
    const chosen = ids.filter((id) => !leftOut.has(id));
    return chosen.length === ids.length ? `${group.name}/*` : chosen;
  });
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^/]/i.test(text.trim()) && URL.canParse(text.trim());
}
