import type { RuleContext, Sent } from '../../../runner/rule-kit.ts';
import { reportsOf, type SequenceStep } from '../../../schemas/sequence-step.ts';
import type { Fault } from '../../../simulator/faults/fault.ts';
import { lostAck } from '../../../simulator/faults/lost-ack.ts';
import { tamperedBody } from '../../../simulator/faults/tampered-body.ts';
import { wrongSecret } from '../../../simulator/faults/wrong-secret.ts';
import { type CapacityReport, type DidReport, serialize, testMessage } from '../../../simulator/index.ts';
import { isDidReport } from '../../../simulator/message/message.ts';
import type { Names } from './names.ts';

type Message = readonly (DidReport | CapacityReport)[] | typeof testMessage;
type Arrival = Exclude<SequenceStep['how'], 'restart'>;

/** Performs one step; undefined for a restart, which has no response. */
export async function performStep(
  ctx: RuleContext,
  step: SequenceStep,
  n: number,
  names: Names,
): Promise<Sent | undefined> {
  const { how } = step;
  if (how === 'restart') {
    await ctx.receiver.restart();
    return undefined;
  }
  const message = how === 'test' ? testMessage : names.message(reportsOf(step));
  const options = { note: `step ${n}: ${titles[how]}`, fault: faults[how] };
  const sent = await ctx.deliver(bytesOf(ctx, how, message), options);
  if (how !== 'sent' || sent.isAcknowledged) return sent;
  // As YCM does, since a receiver may be busy for a moment.
  return ctx.deliver(message, { note: `${options.note}, again` });
}

const titles: Record<Arrival, string> = {
  sent: 'a genuine message',
  test: 'the test message',
  'lost-ack': 'a genuine message whose connection is closed before the response',
  'other-secret': 'a message signed with another secret',
  tampered: 'a message changed after it was signed',
  'malformed-json': 'a message that is not JSON, signed with another secret',
  'wrong-shape': 'a message with a wrong shape, signed with another secret',
};

const faults: Partial<Record<Arrival, Fault>> = {
  'lost-ack': lostAck(),
  'other-secret': wrongSecret(),
  'malformed-json': wrongSecret(),
  'wrong-shape': wrongSecret(),
  tampered: tamperedBody('whose updateTime was changed after it was signed', aSecondLater),
};

function aSecondLater(message: Uint8Array): Uint8Array {
  const text = Buffer.from(message).toString('utf8');
  return Buffer.from(
    text.replaceAll(/("updateTime"\s*:\s*)(\d+)/g, (_, key, seconds) => `${key}${Number(seconds) + 1}`),
  );
}

function bytesOf(ctx: RuleContext, how: Arrival, message: Message): unknown {
  if (how === 'malformed-json') {
    const bytes = serialize(message, ctx.run.profile);
    return bytes.subarray(0, bytes.length >> 1);
  }
  return how === 'wrong-shape' && Array.isArray(message) ? message.map(ofWrongShape) : message;
}

function ofWrongShape(report: DidReport | CapacityReport): unknown {
  return isDidReport(report) ? { ...report, trunkDidInfoList: 'none' } : { ...report, updateTime: 'soon' };
}
