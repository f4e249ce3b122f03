import type { Rule } from '../../runner/rule-kit.ts';
import { acknowledgesABurst } from './acknowledges-a-burst.ts';
import { acknowledgesEveryEvent } from './acknowledges-every-event.ts';
import { acknowledgesInTime } from './acknowledges-in-time.ts';
import { acknowledgesLargeMessages } from './acknowledges-large-messages.ts';
import { acknowledgesQuickly } from './acknowledges-quickly.ts';
import { acknowledgesTenAtOnce } from './acknowledges-ten-at-once.ts';
import { acknowledgesTheTestMessage } from './acknowledges-the-test-message.ts';
import { acknowledgesVeryLargeMessages } from './acknowledges-very-large-messages.ts';
import { doesNotRedirect } from './does-not-redirect.ts';
import { doesNotWaitForDownstream } from './does-not-wait-for-downstream.ts';
import { finishesItsResponse } from './finishes-its-response.ts';
import { servesFreshAndKeptConnections } from './serves-fresh-and-kept-connections.ts';
import { survivesABrokenUpload } from './survives-a-broken-upload.ts';
import { survivesASlowSender } from './survives-a-slow-sender.ts';

/** The rules about acknowledging a message, by chapter, in the order of lists and reports. */
export const acknowledgementRules = {
  /** It acknowledges every kind of message. */
  messages: [acknowledgesEveryEvent, acknowledgesTheTestMessage],
  /** It responds in time, however much there is to do. */
  'in-time': [
    acknowledgesInTime,
    acknowledgesQuickly,
    acknowledgesTenAtOnce,
    acknowledgesABurst,
    acknowledgesLargeMessages,
    acknowledgesVeryLargeMessages,
    doesNotWaitForDownstream,
  ],
  /** It responds on every connection, and finishes its response. */
  connections: [
    doesNotRedirect,
    finishesItsResponse,
    servesFreshAndKeptConnections,
    survivesASlowSender,
    survivesABrokenUpload,
  ],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
