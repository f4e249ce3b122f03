import {
  defineRule,
  didChange,
  expectVisibleEffect,
  fail,
  isSame,
  leaveToOtherRules,
} from '../../runner/rule-kit.ts';

/** Deleting a trunk that 100 PBXs share sends 100 messages at once. */
const atOnce = 100;
/** The number of observed PBXs. An observer may start a program for each request. */
const maxWatched = 20;

export const appliesSimultaneousMessages = defineRule({
  id: 'message/applies-simultaneous-messages',
  title: `applies each of ${atOnce} messages sent at the same moment`,
  level: 'must',
  sentBy: 'ycm',
  severity: 'loses-messages',
  basis: 'derived',
  requirements: ['did-change-event', 'acknowledge-with-2xx'],
  why: 'When a trunk that many PBXs share changes, YCM sends a message about each of them at once. YCM never sends an acknowledged message again, so a message that is lost while others are processed is lost for good.',
  fix: 'Look for anything that messages share while they are processed: a variable outside of the request handler, a file or a list that is read, changed and written back, a lock that the code does not wait for, or a queue that drops messages when it is full. Respond with a 2xx only once the message is stored.',
  inProduction:
    'The receiver reads all states from a file, changes one and writes the file back. Messages that arrive one by one are all applied. Then someone renames a trunk of twelve PBXs. Twelve messages arrive together, each is acknowledged, and only the last write survives.',
  procedure: [
    'Hookswitch sends a genuine message, whose effect must show. No other rule runs at the same time.',
    `It sends ${atOnce} did_change messages about ${atOnce} PBXs at the same moment.`,
    `It observes ${maxWatched} of these PBXs. Each message that is acknowledged must have changed the state.`,
  ],
  lesson: 'store-then-answer',
  needs: ['observer', 'pbx-state', 'carriage'],
  runs: 'alone',
  async run(ctx) {
    await expectVisibleEffect(ctx);
    const size = ctx.run.burstSize(atOnce);
    if (size < atOnce) ctx.triedLess({ what: 'messages at once', tried: size, planned: atOnce });
    const sns = Array.from({ length: size }, ctx.serial);
    const every = Math.ceil(size / maxWatched);
    const watched = sns.filter((_, n) => n % every === 0);
    const before = await Promise.all(watched.map(ctx.observe));
    const sent = await Promise.all(
      sns.map((sn, n) =>
        ctx.deliver(didChange(ctx, { sn, dids: 2 }), {
          unbounded: true,
          seesDrops: true,
          note: `message ${n + 1} of ${size} at once`,
        }),
      ),
    );
    const acknowledged = watched.flatMap((sn, n) => {
      const message = sent[n * every];
      return message?.isAcknowledged ? { sn, message, known: before[n] ?? null } : [];
    });
    if (acknowledged.length === 0) leaveToOtherRules(sent);
    const isLost = await Promise.all(
      acknowledged.map(async ({ sn, known }) => isSame(await ctx.observeChange(sn, known), known)),
    );
    const lost = acknowledged.filter((_, n) => isLost[n]);
    const [first] = lost;
    if (first === undefined) return;
    fail(
      `an effect of ${acknowledged.length} observed messages of ${size} sent at once, as of a message sent alone`,
      `${lost.length} had no effect, though acknowledged, such as ${first.message.what}`,
      undefined,
      first.message,
    );
  },
});
