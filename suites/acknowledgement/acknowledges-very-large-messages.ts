import { assumeAcknowledged, defineRule, didChange } from '../../runner/rule-kit.ts';
import { expectLargeAcknowledged } from './large/expect-large.ts';

/** The report of a Cloud PBX with 5,000 DIDs, or of a trunk that 470 Cloud PBXs share. */
const largeBytes = 512 * 1024;

export const acknowledgesVeryLargeMessages = defineRule({
  id: 'acknowledgement/acknowledges-very-large-messages',
  title:
    'acknowledges messages with thousands of DIDs or hundreds of PBXs, in time proportional to their size',
  level: 'should',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['current-did-list', 'did-change-event'],
  why: 'YCM has no documented limit on the size of a message. If the receiver has one, or does quadratic work, the largest customers lose events first.',
  fix: 'Raise the body limit to 1 MiB: express.raw({ limit: "1mb" }), client_max_body_size in nginx, bodyLimit in Fastify. Look up DIDs in a map instead of scanning a list for each one.',
  inProduction:
    'A carrier moves 4,000 numbers to one Cloud PBX. For each DID of the report, the receiver scans the list that it has stored, so the ack takes longer than the timeout, and so does every retry.',
  procedure: [
    'Hookswitch sends a genuine message. No other rule runs at the same time.',
    'It sends messages of 64 KiB and 512 KiB: two about one PBX with up to about 5,000 DIDs, and two about up to about 470 PBXs with 10 DIDs each.',
    'Your receiver must respond with a 2xx to each. The rule also fails if a 512 KiB message takes more than 24 times as long as a 64 KiB one, unless it takes less than a tenth of the timeout.',
  ],
  lesson: 'read-to-the-end',
  explainedBy: ['acknowledgement/acknowledges-large-messages', 'acknowledgement/survives-a-slow-sender'],
  needs: ['body'],
  runs: 'alone',
  isAboutFailures: true,
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(didChange(ctx)));
    await expectLargeAcknowledged(ctx, largeBytes);
  },
});
