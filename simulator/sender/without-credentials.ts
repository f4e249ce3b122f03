import { mask } from '../../text/secrets/mask.ts';
import { maskedValue } from '../../text/secrets/private-headers.ts';
import { displayUrl, type Redactor } from '../../text/secrets/redact.ts';
import type { AcceptedDelivery } from '../journal/journal.ts';
import type { Outcome } from '../wire/outcome.ts';
import type { Header } from '../wire/request.ts';
import type { WireRequest } from '../wire/wire.ts';

/** A delivery as stored in a journal. Credentials in the webhook's URL are left out; `resume` takes them from the configuration. */
export function deliveryWithoutCredentials(delivery: AcceptedDelivery): AcceptedDelivery {
  const url = displayUrl(delivery.webhook.url);
  return url === delivery.webhook.url ? delivery : { ...delivery, webhook: { ...delivery.webhook, url } };
}

/** A request as stored in a journal: without credentials in its URL, and without the values of the user's own headers. */
export function requestWithoutCredentials(request: WireRequest, own: readonly Header[]): WireRequest {
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  const headers = request.headers.map(
    ([name, value]): Header => [name, names.has(name.toLowerCase()) ? mask : value],
  );
  return {
    ...request,
    target: displayUrl(request.target),
    headers: own.length === 0 ? request.headers : headers,
  };
}

/** The outcome as stored in a journal: a receiver may have echoed a secret or a credential. */
export function outcomeWithoutCredentials(outcome: Outcome, redactor: Redactor): Outcome {
  if (outcome.kind !== 'response') return outcome;
  return {
    ...outcome,
    reason: redactor.text(outcome.reason),
    headers: outcome.headers.map(
      ([name, value]): Header => [redactor.text(name), redactor.text(maskedValue(name, value))],
    ),
    body: redactor.bytes(outcome.body),
  };
}
