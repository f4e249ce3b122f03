import type { DeliveryStateName } from '../../../schemas/generated/console-types.ts';
import { faultNamed } from '../../../simulator/index.ts';
import type { NumberedDelivery, SearchableJournal } from '../../../simulator/journal/journal.ts';
import { type Call, jsonResponse, numberOf, type OperationHandlers, optionalNumber } from '../api/handler.ts';
import { refuseCall } from '../api/problem.ts';
import type { ConsoleContext } from '../context.ts';
import { sendWithFault } from '../push/messages.ts';
import { curlOf, fixtureOf } from './as-request.ts';
import { deliveryDetail } from './detail.ts';
import { findDeliveries } from './find.ts';

/** The list of deliveries, and complete deliveries. */
export function deliveryHandlers(
  { watch, sender, secrets }: ConsoleContext,
  journal: SearchableJournal,
): OperationHandlers {
  const webhookOf = ({ webhook }: NumberedDelivery) =>
    [...sender.webhooks].find(({ id }) => id === webhook.id);
  const get = (call: Call) => deliveryOf(journal, numberOf(call, 'seq'));

  return {
    listDeliveries: async (call) =>
      jsonResponse(await findDeliveries(journal, filterOf(call), secrets.redactor, call.signal)),
    listLatencies: () => jsonResponse({ points: watch.latencies.points() }),
    getDelivery: (call) => {
      const delivery = get(call);
      return jsonResponse(deliveryDetail(delivery, webhookOf(delivery)?.secret, secrets.redactor));
    },
    sendAgain: async (call) => {
      const delivery = get(call);
      const webhook = webhookOf(delivery);
      if (webhook === undefined)
        return refuseCall(
          409,
          'no-webhook',
          `the webhook of delivery ${delivery.seq} was deleted along with its secret, so this message can't be signed again`,
        );
      const { message, fault } = delivery;
      const { delivery: again } = await sendWithFault(sender, webhook, message, faultNamed(fault));
      return jsonResponse(watch.accepted(again), 202);
    },
    getCurl: (call) => jsonResponse({ command: curlOf(exportable(get(call))) }),
    getFixture: (call) => {
      const delivery = exportable(get(call));
      const name = `delivery-${delivery.seq}.ndjson`;
      return { kind: 'file', type: 'application/x-ndjson', text: fixtureOf(delivery), name };
    },
  };
}

function deliveryOf(journal: SearchableJournal, seq: number): NumberedDelivery {
  const [found] = journal.search({ first: seq, last: seq, limit: 1 });
  if (found !== undefined) return found;
  const { firstSeq, lastSeq } = journal;
  const sentence =
    seq < firstSeq
      ? `delivery ${seq} was removed; the oldest one left is ${firstSeq}`
      : `there is no delivery ${seq}; the newest is ${lastSeq}`;
  return refuseCall(404, 'no-delivery', sentence);
}

/** A journal's file may contain any text as a URL. A fault isn't part of a curl command or a fixture, which would be genuine. */
function exportable(delivery: NumberedDelivery): NumberedDelivery {
  const { seq, fault, webhook } = delivery;
  if (fault !== undefined)
    refuseCall(409, 'has-fault', `delivery ${seq} was sent with a fault, so it can't be exported`);
  if (URL.canParse(webhook.url)) return delivery;
  return refuseCall(
    409,
    'bad-url',
    `the URL of delivery ${seq} is not valid, so the message can't be exported`,
  );
}

function filterOf(call: Call) {
  const text = (name: string) => {
    const value = call.parameters[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  return {
    before: optionalNumber(call, 'before'),
    limit: numberOf(call, 'limit'),
    state: text('state') as DeliveryStateName | undefined,
    webhookId: text('webhook'),
    event: text('event'),
    text: text('text'),
  };
}
