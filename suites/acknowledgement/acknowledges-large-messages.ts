import { assumeAcknowledged, defineRule, didChange } from '../../runner/rule-kit.ts';
import { expectLargeAcknowledged } from './large/expect-large.ts';

/** The report of a Cloud PBX with 1,200 DIDs, or of a trunk that 110 Cloud PBXs share. */
const largeBytes = 128 * 1024;

export const acknowledgesLargeMessages = defineRule({
  id: 'acknowledgement/acknowledges-large-messages',
  title: 'acknowledges messages with a thousand DIDs or a hundred PBXs, in time proportional to their size',
  level: 'must',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'A report lists all current DIDs of a PBX, and one array can cover every PBX of a shared trunk. If the receiver limits the size, the largest customers lose events first.',
  fix: 'Raise the body limit to 1 MiB: express.raw({ limit: "1mb" }), client_max_body_size in nginx, bodyLimit in Fastify. Look up DIDs in a map instead of scanning a list for each one.',
  inProduction:
    "The framework's default limit is 100 KiB, which no test reaches. The reports of a customer with 1,100 DIDs exceed it and get a 413 every time. Or a nested loop takes a second for 100 DIDs and minutes for 1,000.",
  procedure: [
    'Hookswitch sends a genuine message. No other rule runs at the same time.',
    'It sends messages of 16 KiB and 128 KiB: two about one PBX with up to about 1,200 DIDs, and two about up to about 110 PBXs with 10 DIDs each. YCM sends these for a customer with a thousand numbers, and when a trunk that a hundred Cloud PBXs share is deleted.',
    'Your receiver must respond with a 2xx to each. The rule also fails if a 128 KiB message takes more than 24 times as long as a 16 KiB one, unless it takes less than a tenth of the timeout.',
  ],
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    await expectLargeAcknowledged(ctx, largeBytes);
  },
});
