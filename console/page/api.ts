import type {
  ActionPreview,
  ActionResult,
  ArrivalDetail,
  CheckDetail,
  CheckForm,
  CheckPage,
  CheckRow,
  Console,
  ConsoleAction,
  DeliveryDetail,
  DeliveryPage,
  DeliveryRow,
  DeliveryStateName,
  FleetView,
  Inbox,
  InboxResponse,
  Latencies,
  MessageChoices,
  MessageForm,
  Problem,
  PushPage,
  PushSettings,
  RuleList,
  SavedReportFormat,
  Secret,
  SessionKey,
  ShellCommand,
  WebhookForm,
  WebhookRow,
} from '../../schemas/generated/console-types.ts';
import { asSentence } from './parts/words/as-sentence.ts';
import { fetchInSession } from './session.ts';

/** A rejected or failed request: `message` is a sentence for people, `field` the form field that it is about. */
export class ApiError extends Error {
  readonly code: string;
  readonly field: string | undefined;

  constructor({ code, message, field }: Problem) {
    super(asSentence(message));
    this.code = code;
    this.field = field;
  }
}

/** Pagination: only rows with a number below `before`, at most `limit`. */
interface Paging {
  before?: number | undefined;
  limit?: number | undefined;
}

/** Filters of deliveries, each optional. */
export interface DeliveryListFilter {
  state?: DeliveryStateName | undefined;
  webhook?: string | undefined;
  event?: string | undefined;
  text?: string | undefined;
}

/** The operations of the console's API that the page uses, by operationId. Each rejects with an `ApiError`. */
export const api = {
  getConsole: (signal?: AbortSignal) => ask<Console>('GET', '/api/console', { signal }),
  openSession: (token: string) => ask<SessionKey>('POST', '/api/session', { body: { token } }),

  getPushPage: (signal?: AbortSignal) => ask<PushPage>('GET', '/api/push', { signal }),
  savePushSettings: (body: PushSettings) => ask<PushPage>('PUT', '/api/push', { body }),
  addWebhook: (body: WebhookForm) => ask<WebhookRow>('POST', '/api/webhooks', { body }),
  changeWebhook: (id: string, body: WebhookForm) =>
    ask<WebhookRow>('PUT', `/api/webhooks/${part(id)}`, { body }),
  removeWebhook: (id: string) => ask<void>('DELETE', `/api/webhooks/${part(id)}`),
  showSecret: (id: string) => ask<Secret>('GET', `/api/webhooks/${part(id)}/secret`),
  renewSecret: (id: string) => ask<Secret>('POST', `/api/webhooks/${part(id)}/secret`),
  sendTestMessage: (id: string) => ask<DeliveryRow>('POST', `/api/webhooks/${part(id)}/test`),
  sendMessage: (id: string, body: MessageForm) =>
    ask<DeliveryRow>('POST', `/api/webhooks/${part(id)}/messages`, { body }),
  getMessageChoices: (signal?: AbortSignal) => ask<MessageChoices>('GET', '/api/messages', { signal }),

  getFleet: (signal?: AbortSignal) => ask<FleetView>('GET', '/api/fleet', { signal }),
  previewAction: (body: ConsoleAction, signal?: AbortSignal) =>
    ask<ActionPreview>('POST', '/api/fleet/preview', { body, signal }),
  doAction: (body: ConsoleAction) => ask<ActionResult>('POST', '/api/fleet/actions', { body }),
  addExampleFleet: () => ask<FleetView>('POST', '/api/fleet/example'),

  listDeliveries: (query: DeliveryListFilter & Paging, signal?: AbortSignal) =>
    ask<DeliveryPage>('GET', `/api/deliveries${search(query)}`, { signal }),
  listLatencies: (signal?: AbortSignal) => ask<Latencies>('GET', '/api/deliveries/latencies', { signal }),
  getDelivery: (seq: number, signal?: AbortSignal) =>
    ask<DeliveryDetail>('GET', `/api/deliveries/${seq}`, { signal }),
  sendAgain: (seq: number) => ask<DeliveryRow>('POST', `/api/deliveries/${seq}/again`),
  getCurl: (seq: number) => ask<ShellCommand>('GET', `/api/deliveries/${seq}/curl`),
  /** To be saved. */
  fixturePath: (seq: number) => `/api/deliveries/${seq}/fixture`,

  getInbox: (query: Paging, signal?: AbortSignal) =>
    ask<Inbox>('GET', `/api/inbox${search(query)}`, { signal }),
  getArrival: (seq: number, signal?: AbortSignal) =>
    ask<ArrivalDetail>('GET', `/api/inbox/${seq}`, { signal }),
  emptyInbox: () => ask<void>('DELETE', '/api/inbox'),
  setInboxResponse: (body: InboxResponse) => ask<InboxResponse>('PUT', '/api/inbox/response', { body }),
  addInboxWebhook: () => ask<WebhookRow>('POST', '/api/inbox/webhook'),
  /** Null removes the secret. */
  setInboxSecret: (secret: string | null) => ask<void>('POST', '/api/inbox/secrets', { body: { secret } }),

  listChecks: (signal?: AbortSignal) => ask<CheckPage>('GET', '/api/checks', { signal }),
  startCheck: (body: CheckForm) => ask<CheckRow>('POST', '/api/checks', { body }),
  getCheck: (id: string, signal?: AbortSignal) =>
    ask<CheckDetail>('GET', `/api/checks/${part(id)}`, { signal }),
  removeCheck: (id: string) => ask<void>('DELETE', `/api/checks/${part(id)}`),
  stopCheck: (id: string) => ask<void>('POST', `/api/checks/${part(id)}/stop`),
  /** To be saved. */
  reportPath: (id: string, format: SavedReportFormat) => `/api/checks/${part(id)}/report/${format}`,
  listRules: (signal?: AbortSignal) => ask<RuleList>('GET', '/api/rules', { signal }),
};

async function ask<T>(
  method: string,
  path: string,
  { body, signal }: { body?: unknown; signal?: AbortSignal | undefined } = {},
): Promise<T> {
  const answer = await reach(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: signal ?? null,
  });
  const text = await answer.text();
  if (!answer.ok) throw new ApiError(problemIn(answer.status, text));
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A file of the API, with its name from the server. */
export async function loadFile(path: string): Promise<{ blob: Blob; name: string }> {
  const answer = await reach(path, {});
  if (!answer.ok) throw new ApiError(problemIn(answer.status, await answer.text()));
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return { blob: await answer.blob(), name };
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetchInSession(path, init);
  } catch (reason) {
    if (init.signal?.aborted) throw reason;
    throw new ApiError({
      code: 'not-connected',
      message: "The console doesn't respond. Check that hookswitch console is still running.",
    });
  }
}

function problemIn(status: number, text: string): Problem {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.message === 'string') return { code: 'unknown', ...problem, message: problem.message };
  } catch {
    // Not JSON: handled below.
  }
  return {
    code: 'unknown',
    message: `The console responded with ${status} and no explanation. Reload the page.`,
  };
}

/** Whether a request was aborted because its result is no longer needed. */
export function isAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}

function part(text: string): string {
  return encodeURIComponent(text);
}

function search(query: object): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0
    ? ''
    : `?${new URLSearchParams(Object.fromEntries(set.map(([name, value]) => [name, String(value)])))}`;
}
