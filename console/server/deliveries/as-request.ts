import { curlCommand } from '../../../runner/index.ts';
import { bodyRecord } from '../../../schemas/body-record.ts';
import type { Recording } from '../../../schemas/index.ts';
import { buildRequest, type JournalledDelivery, type SignedRequest } from '../../../simulator/index.ts';
import { urlOf } from '../../../simulator/wire/wire.ts';

/** The command that sends the first attempt of a delivery again. Pure. */
export function curlOf(delivery: JournalledDelivery): string {
  return curlCommand(requestOf(delivery)).toString('utf8').trimEnd();
}

/** The same as a line of a recording, without framing headers, which every sender adds. Pure. */
export function fixtureOf(delivery: JournalledDelivery): string {
  const { acceptedAt, event } = delivery;
  const request = requestOf(delivery);
  const body = request.carriage === 'body' ? request.message : new Uint8Array();
  const recording: Recording = {
    at: acceptedAt.toISOString(),
    event,
    request: {
      method: request.method,
      url: urlOf(request),
      headers: request.headers.map(([name, value]) => [name, value]),
      body: bodyRecord(Buffer.from(body)),
    },
    expected: {
      verdict: 'acknowledge',
      why: `a genuine ${event} message is acknowledged with a 2xx in time`,
    },
  };
  return `${JSON.stringify(recording)}\n`;
}

/** No secret is needed: the signature is the one that was sent. */
function requestOf({ webhook, message, profile, signature }: JournalledDelivery): SignedRequest {
  return buildRequest({ ...webhook, secret: '' }, message, profile, [], signature);
}
