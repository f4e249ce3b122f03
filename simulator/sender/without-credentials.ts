import { credentialsInUrl, displayUrl } from '../../text/secrets/display-url.ts';
import { mask } from '../../text/secrets/mask.ts';
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

/** The outcome without credentials of this URL, which the receiver may have echoed. */
export function outcomeWithoutCredentials(outcome: Outcome, url: string): Outcome {
  const credentials = credentialsInUrl(url).map((credential) => Buffer.from(credential).toString('latin1'));
  if (credentials.length === 0 || outcome.kind !== 'response') return outcome;
  const masked = (text: string) =>
    credentials.reduce((left, credential) => left.replaceAll(credential, mask), text);
  return {
    ...outcome,
    reason: masked(outcome.reason),
    headers: outcome.headers.map(([name, value]): Header => [masked(name), masked(value)]),
    body: Buffer.from(masked(outcome.body.toString('latin1')), 'latin1'),
  };
}
