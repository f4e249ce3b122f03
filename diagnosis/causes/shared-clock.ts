import { isAcknowledged } from '../../simulator/index.ts';
import type { Cause, Follows, FoundCause } from '../cause.ts';
import type { SharedClock } from '../facts.ts';
import { decisive } from '../follows.ts';

const found: Readonly<Record<SharedClock, Omit<FoundCause, 'follows'>>> = {
  'all-pbxs': {
    cause: 'one-clock-for-all-pbxs',
    title:
      'Your receiver compares the times of different PBXs: it drops a report that is older than the newest one about any other PBX.',
    evidence: [
      'sent a DID change about a new PBX, newer than all others: it had an effect',
      'sent DID changes about two other new PBXs, 10 and 8 seconds older than that: both were acknowledged, and neither had an effect',
      'sent a DID change about a fourth new PBX, newer than all others again: it had an effect',
    ],
    fix: 'Store the updateTime of the newest report for each PBX, under its sn, and compare a report only with the last one about the same PBX. A single variable, or a MAX(update_time) over the whole table, mixes all customers.',
  },
  'both-kinds': {
    cause: 'one-clock-for-both-kinds',
    title:
      'Your receiver compares the times of DID reports and capacity reports: it drops a DID report that is older than the last capacity report about its PBX.',
    evidence: [
      'sent a DID change about a new PBX: it had an effect',
      'sent a capacity change about it, 15 seconds newer, and then a DID change 10 seconds newer than the first: both were acknowledged, and the DID change had no effect',
      'sent a DID change newer than all of them: it had an effect',
    ],
    fix: 'Keep one updateTime for each PBX and each kind of report: one for its DIDs, one for its capacity. They are separate lists in YCM, so a report about one says nothing about the other.',
  },
};

/** It drops reports because of the time of a report about something else. */
export const sharedClock: Cause = ({ probes: { sharedClock: shared } }) => {
  return shared && { ...found[shared], follows: lacksEffect };
};

/** The rule missed an effect, or a message was lost. */
const lacksEffect: Follows = (result) => {
  const { verdict, severity, reasonCode = '' } = result;
  if (verdict !== 'fail') return reasonCode === 'no-effect-shown';
  const attempt = decisive(result);
  return severity === 'loses-messages' && (attempt === undefined || isAcknowledged(attempt.outcome));
};
