import { assumeEffect, defineRule, didChange, expectUnchanged } from '../../runner/rule-kit.ts';

export const ignoresUndatedReports = defineRule({
  id: 'message/ignores-undated-reports',
  title: 'leaves known PBXs unchanged when a report has no updateTime',
  level: 'may',
  sentBy: 'nobody',
  severity: 'applies-twice-or-stale',
  basis: 'derived',
  requirements: ['update-time', 'current-did-list'],
  why: 'Without a time, nobody knows whether the report is newer than the state. An old list may replace a new one.',
  fix: "Respond 422 to a report without an updateTime. Don't use the time of its arrival: a retry can arrive after newer reports.",
  inProduction:
    'An internal tool sends saved reports again, without an updateTime. The receiver uses the time of arrival instead, so lists from last week replace the current ones.',
  procedure: [
    'Hookswitch sends a DID change and waits for its effect.',
    'It sends a report about the same PBX without an updateTime and with other DIDs.',
    'After a quiet period the state must be unchanged. By default, a failure of this rule does not change the exit code.',
  ],
  lesson: 'newest-wins',
  explainedBy: ['message/impossible-messages-destroy-nothing'],
  needs: ['observer', 'carriage'],
  async run(ctx) {
    const sn = ctx.serial();
    const before = await assumeEffect(ctx, sn, didChange(ctx, { sn }));
    const undated = didChange(ctx, { sn }).map(({ updateTime: _, ...others }) => others);
    await ctx.deliver(undated, { note: 'a report without an updateTime' });
    await expectUnchanged(ctx, sn, before, 'after a report without an updateTime');
  },
});
