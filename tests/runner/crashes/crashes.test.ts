import { describe, expect, it } from 'vitest';
import { checkBy } from '../../../check/check.ts';
import { expectAcknowledged } from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import type { Rule } from '../../../runner/rule.ts';
import { simulated } from '../../support/simulated.ts';
import { testSecret } from '../check-fixture.ts';
import { startCrashing } from '../crashing-receiver.ts';
import { ownRule } from '../own-rules.ts';

const fatal = [{ event: 'fatal', n: 1 }];
const isFatal = (message: string) => message.includes('fatal');

/** The results of own rules, one after the other, for a receiver that crashes on a fatal message. */
function resultsOf(runs: readonly Rule['run'][], behavior: Parameters<typeof startCrashing>[1] = {}) {
  return simulated(async () => {
    const { url, restart, observe, close } = await startCrashing(isFatal, behavior);
    const rules = runs.map((run, n) => ownRule(`rule-${n}`, run, { runs: 'alone' }));
    try {
      return (
        await checkBy(rules, {
          url,
          restart,
          observe,
          secret: testSecret,
          sharesProcess: true,
          settleMs: 150,
        })
      ).results;
    } finally {
      close();
    }
  });
}

describe('a rule whose receiver crashes', () => {
  it('can see which message crashed it, and its evidence says so', async () => {
    const seen: unknown[] = [];
    const look = ({ run }: RuleContext) => seen.push([run.endedBy(fatal, undefined), run.endedUnseen()]);
    const [result] = await resultsOf([
      async (ctx) => {
        look(ctx);
        await ctx.deliver(fatal);
        look(ctx);
      },
    ]);
    const end = 'exited with code 1; it printed:\nTypeError: no map';
    expect(seen).toEqual([
      [undefined, undefined],
      [end, undefined],
    ]);
    expect(result?.evidence.notes).toEqual([`the receiver ${end}`]);
  });

  it('learns of a crash after a response, which no attempt shows', async () => {
    let unseen: string | undefined;
    await resultsOf(
      [
        async (ctx) => {
          await ctx.deliver(fatal);
          await ctx.pause(50);
          // Nobody listens any more, so this finds out.
          await ctx.deliver({});
          unseen = ctx.run.endedUnseen();
        },
      ],
      { afterMs: 5 },
    );
    expect(unseen).toMatch(/^exited with code 1/);
  });

  it('has no early reports after it, which may be lost', async () => {
    const seen: number[] = [];
    await resultsOf([
      async (ctx) => {
        seen.push(ctx.run.early().reports.length);
        await ctx.deliver(fatal);
        seen.push(ctx.run.early().reports.length);
      },
    ]);
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[1]).toBe(0);
  });

  it('is inconclusive if it needs a message like the one that crashed it', async () => {
    const sendFatal = async (ctx: RuleContext) => void (await ctx.deliver(fatal));
    const [, second] = await resultsOf([
      sendFatal,
      async (ctx) => void (await ctx.deliver([{ event: 'fatal', n: 2 }])),
    ]);
    expect(second).toMatchObject({ verdict: 'inconclusive', reasonCode: 'crashes' });
  });

  it("shows the receiver's last output if it answers with a 5xx", async () => {
    const fails = (message: string) => async (ctx: RuleContext) =>
      expectAcknowledged(ctx, await ctx.deliver([{ event: message }]));
    const notesOf = async (status: number) =>
      (await resultsOf([fails('other')], { status }))[0]?.evidence.notes;
    const [first] = (await notesOf(500)) ?? [];
    expect(first).toMatch(/^the receiver's last output: .*got \[\{"event":"other"\}\]/);
    expect(await notesOf(400)).toBeUndefined();
  });
});
