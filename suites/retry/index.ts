import type { Rule } from '../../runner/rule-kit.ts';
import { acknowledgesDuplicates } from './acknowledges-duplicates.ts';
import { appliesConcurrentDuplicatesOnce } from './applies-concurrent-duplicates-once.ts';
import { appliesOnce } from './applies-once.ts';
import { converges } from './converges.ts';
import { endsWithTheNewestOfConcurrentReports } from './ends-with-the-newest-of-concurrent-reports.ts';
import { ignoresALateOlderMessage } from './ignores-a-late-older-message.ts';
import { keepsDistinctMessages } from './keeps-distinct-messages.ts';
import { keepsWhatItAcknowledged } from './keeps-what-it-acknowledged.ts';
import { recoversFromDownstreamFailure } from './recovers-from-downstream-failure.ts';
import { remembersLongEnough } from './remembers-long-enough.ts';
import { survivesALostAck } from './survives-a-lost-ack.ts';

/** The rules about retries, order and crashes, by chapter, in the order of lists and reports. */
export const retryRules = {
  /** It applies a message once, however often it arrives. */
  duplicates: [
    acknowledgesDuplicates,
    appliesOnce,
    appliesConcurrentDuplicatesOnce,
    survivesALostAck,
    remembersLongEnough,
    recoversFromDownstreamFailure,
  ],
  /** It ends in the newest state, in whatever order messages arrive. */
  order: [ignoresALateOlderMessage, endsWithTheNewestOfConcurrentReports, keepsDistinctMessages],
  /** It ends in the newest state after any sequence of events. */
  sequences: [converges],
  /** It loses nothing in a crash. */
  crash: [keepsWhatItAcknowledged],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
