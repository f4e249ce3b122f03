import { eventsIn } from '../../../schemas/index.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import { trunkDid } from '../../../simulator/index.ts';
import { HookswitchError } from '../../../text/errors/errors.ts';
import { assign } from './assignment.ts';
import type { SendFlags } from './command.ts';

export type EditFlags = Pick<SendFlags, 'sn' | 'did' | 'updateTime' | 'set'>;

/** Whether any option changes the message. */
export function isEdited({ sn, did, updateTime, set }: EditFlags): boolean {
  return sn !== undefined || updateTime !== undefined || did.length > 0 || set.length > 0;
}

/** The message with the values of --sn, --did and --update-time in each report, then those of --set. @throws HookswitchError `bad-flag`. */
export function edited(message: unknown, flags: EditFlags): unknown {
  const { sn, did, updateTime, set } = flags;
  const values = {
    ...(sn === undefined ? {} : { sn }),
    ...(did.length === 0 ? {} : { trunkDidInfoList: did.map(listedDid) }),
    ...(updateTime === undefined ? {} : { updateTime }),
  };
  return set.reduce(assign, Object.keys(values).length === 0 ? message : withValues(message, values, flags));
}

function withValues(message: unknown, values: object, { sn, did }: EditFlags): unknown {
  const option = sn !== undefined ? '--sn' : did.length > 0 ? '--did' : '--update-time';
  if (!Array.isArray(message))
    throw hasNone(option, 'the message is an object, not a list of reports about PBXs');
  return message.map((item: unknown) => {
    if (!isRecord(item)) throw hasNone(option, 'the message has an item that is not a report');
    if (did.length > 0 && eventsIn(item)[0] === 'capacity_change')
      throw hasNone('--did', 'a capacity_change has no DIDs');
    return { ...item, ...values };
  });
}

function hasNone(option: string, why: string): HookswitchError {
  return new HookswitchError('bad-flag', `${option}: ${why}; choose another message with --event or --body`);
}

const ids = 1_000_000;

/** The same number always has the same id and trunk, as in YCM. */
function listedDid(did: string) {
  const n = [...did].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % ids, 7);
  return trunkDid(n, did);
}
