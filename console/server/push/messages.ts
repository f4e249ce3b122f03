import { traitsOf } from '../../../simulator/faults/traits.ts';
import {
  type ConfiguredWebhook,
  eventNames,
  type Fault,
  faults,
  givenFault,
  type PushedDelivery,
  type Sender,
  sampleMessage,
  unixSeconds,
} from '../../../simulator/index.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import type { MessageChoices, MessageForm } from '../api/types.ts';

/** A sample of each event as YCM would send it now, and every fault. */
export function messageChoices({ profile }: Sender): MessageChoices {
  const { deletionList } = profile;
  const updateTime = unixSeconds();
  return {
    samples: eventNames.map((event) => {
      const message = sampleMessage({ event, updateTime, deletionList });
      return { event, body: Buffer.from(messageBytes(message, profile)).toString('utf8') };
    }),
    faults: faults.map(({ name, title }) => ({ name, title })),
  };
}

/** Sends the text of a form unchanged. @throws HookswitchError `bad-flag` for an unknown fault. */
export function sendForm(
  sender: Sender,
  webhook: ConfiguredWebhook,
  { body, fault }: MessageForm,
): Promise<PushedDelivery> {
  const given = fault === undefined ? undefined : givenFault(fault, 'bad-flag');
  return sendWithFault(sender, webhook, Buffer.from(body), given);
}

/** A retry of a message that must be rejected would only be rejected again. */
export function sendWithFault(
  sender: Sender,
  webhook: ConfiguredWebhook,
  message: Uint8Array,
  fault: Fault | undefined,
): Promise<PushedDelivery> {
  const { isToBeRefused } = traitsOf(fault, webhook, sender.profile);
  return sender.pushTo(webhook.id, message, { fault, isSentOnce: isToBeRefused });
}
