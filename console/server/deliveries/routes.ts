import { Hono } from 'hono';
import { faultNamed } from '../../../simulator/index.ts';
import type { NumberedDelivery, SearchableJournal } from '../../../simulator/journal/journal.ts';
import { query, seq } from '../api/checked.ts';
import { fileResponse } from '../api/file-response.ts';
import { refuseCall } from '../api/problem.ts';
import { deliveryQuery } from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';
import { sendWithFault } from '../push/messages.ts';
import { curlOf, fixtureOf } from './as-request.ts';
import { deliveryDetail } from './detail.ts';
import { findDeliveries } from './find.ts';

/** The list of deliveries, and complete deliveries. */
export function deliveryRoutes({ watch, sender, secrets }: ConsoleContext, journal: SearchableJournal) {
  const webhookOf = ({ webhook }: NumberedDelivery) =>
    [...sender.webhooks].find(({ id }) => id === webhook.id);

  return new Hono()
    .get('/deliveries', query(deliveryQuery), async (context) => {
      const filter = context.req.valid('query');
      return context.json(await findDeliveries(journal, filter, secrets.redactor, context.req.raw.signal));
    })
    .get('/deliveries/:seq', seq, (context) => {
      const delivery = deliveryOf(journal, context.req.valid('param').seq);
      return context.json(deliveryDetail(delivery, webhookOf(delivery)?.secret, secrets.redactor));
    })
    .post('/deliveries/:seq/again', seq, async (context) => {
      const delivery = deliveryOf(journal, context.req.valid('param').seq);
      const webhook = webhookOf(delivery);
      if (webhook === undefined)
        return refuseCall(
          409,
          'no-webhook',
          `the webhook of delivery ${delivery.seq} was deleted along with its secret, so this message can't be signed again`,
        );
      const { message, fault } = delivery;
      const { delivery: again } = await sendWithFault(sender, webhook, message, faultNamed(fault));
      return context.json(watch.accepted(again), 202);
    })
    .get('/deliveries/:seq/curl', seq, (context) => {
      const delivery = deliveryOf(journal, context.req.valid('param').seq);
      return context.json({ command: curlOf(exportable(delivery)) });
    })
    .get('/deliveries/:seq/fixture', seq, (context) => {
      const delivery = exportable(deliveryOf(journal, context.req.valid('param').seq));
      const name = `delivery-${delivery.seq}.ndjson`;
      return fileResponse(context, { type: 'application/x-ndjson', text: fixtureOf(delivery), name });
    });
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
