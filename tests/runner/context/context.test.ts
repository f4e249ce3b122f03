import type { RequestListener } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startDownstream } from '../../../observation/downstream/downstream.ts';
import { fail } from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { emptySignature } from '../../../simulator/faults/empty-signature.ts';
import { application, checkOwn, holder, ownRule, resultOf } from '../own-rules.ts';
import { seenBy } from '../seen-by.ts';

describe('the context of a rule', () => {
  const facts = ({ run, sees, receiver }: RuleContext) => ({
    ...{ timeoutMs: run.timeoutMs, sees, canRestart: receiver.canRestart },
    ...{ isThorough: run.isThorough, previousSecret: run.previousSecret, sequence: run.sequence },
  });

  it('says that nothing was given', async () => {
    expect(await seenBy(facts)).toEqual({
      timeoutMs: 5000,
      sees: {
        ...{ anything: false, allAtOnce: false, state: false, dids: false, capacity: false },
        ...{ oneState: false, marks: false, onlyWhen: undefined, fields: new Map() },
      },
      canRestart: false,
      isThorough: false,
      previousSecret: undefined,
      sequence: undefined,
    });
  });

  it('says what was given', async () => {
    const previousSecret = 'r'.repeat(32);
    const restart = () => {};
    const { receiver, observe } = application();
    const options = { receiver, observe, previousSecret, restart, thorough: true };
    expect(await seenBy(facts, { ...options, settings: { timeoutSeconds: 3 } })).toEqual({
      timeoutMs: 3000,
      sees: {
        ...{ anything: true, allAtOnce: false, state: true, dids: true, capacity: true },
        ...{ oneState: false, marks: false, onlyWhen: undefined, fields: new Map() },
      },
      canRestart: true,
      isThorough: true,
      previousSecret,
      sequence: undefined,
    });
  });

  it('says that an observer may show all PBXs at once, or only what was done', async () => {
    expect(await seenBy(facts, { observe: () => null })).toMatchObject({
      sees: { anything: false, allAtOnce: true, state: true },
    });
    const downstream = await startDownstream();
    expect(await seenBy(facts, { downstream })).toMatchObject({ sees: { anything: true, state: false } });
    await downstream.close();
  });

  it('has a time one minute before the start, and later times by an offset', async () => {
    const [now, time, later] = await seenBy((ctx) => [Date.now(), ctx.updateTime(), ctx.updateTime(50)]);
    expect(time).toBe(Math.floor(Number(now) / 1000) - 60);
    expect(later).toBe(Number(time) + 50);
  });

  it('shows every rule whether a genuine message was acknowledged', async () => {
    // However many messages the check itself sends before.
    let status = 500;
    const { receiver } = application({ statusOf: () => status });
    const answers: boolean[] = [];
    const rule = ownRule('one', async (ctx) => {
      answers.push(ctx.run.acknowledged() > 0);
      const steps = [
        { fault: undefined, status: 500 },
        { fault: emptySignature(), status: 500 },
        { fault: emptySignature(), status: 200 },
        { fault: undefined, status: 200 },
      ];
      for (const { fault, status: next } of steps) {
        status = next;
        await ctx.deliver({}, { fault });
        answers.push(ctx.run.acknowledged() > 0);
      }
    });
    const other = ownRule('two', async (ctx) => void answers.push(ctx.run.acknowledged() > 0), {
      runs: 'last',
    });
    await checkOwn([rule, other], { receiver });
    expect(answers).toEqual([false, false, false, false, true, true]);
  });

  it('has random numbers that depend only on the seed and the rule', async () => {
    const draw = async (seed: number) => {
      const drawn: number[] = [];
      const rules = ['one', 'two'].map((name) =>
        ownRule(name, async (ctx) => void drawn.push(ctx.run.random(), ctx.run.random()), { runs: 'alone' }),
      );
      await checkOwn(rules, { seed });
      return drawn;
    };
    const [first, same, other] = [await draw(1), await draw(1), await draw(2)];
    expect(same).toEqual(first);
    expect(new Set([...first, ...other]).size).toBe(8);
  });

  it.each([
    [{}, 5],
    [{ runs: 3 }, 3],
    [{ runs: 9 }, 5],
  ])('has as many cases as the rule wants and the run allows: %j', async (wanted, tried) => {
    const { evidence } = await resultOf(
      (ctx) => ctx.forAll(fc.nat(), async () => {}, { show: String, ...wanted }),
      { numRuns: 5 },
    );
    expect(evidence.runs).toBe(tried);
  });
});

describe('a property of a rule', () => {
  it('is shrunk in the first trial, and only confirmed in the next', async () => {
    const smaller: number[] = [];
    const run = async (ctx: RuleContext) => {
      let failures = 0;
      const isSmall = async (value: number) => {
        if (value < 10) return;
        failures += 1;
        fail('is small', `is ${value}`);
      };
      await ctx
        .forAll(fc.nat(1_000_000), isSmall, { show: String })
        .finally(() => smaller.push(failures - 1));
    };
    // With this seed it takes several steps.
    const result = await resultOf(run, { seed: 3 });
    expect(result.finding?.actual).toBe('is 10');
    expect(smaller[0]).toBeGreaterThan(3);
    expect(smaller[1]).toBeLessThanOrEqual(1);
  });
});

describe('what a rule records and inspects', () => {
  it('is in the evidence', async () => {
    const { evidence } = await resultOf(async (ctx) => ctx.note('it was dark'));
    expect(evidence.notes).toEqual(['it was dark']);
  });

  it("may be the receiver's TLS", async () => {
    const facts = await seenBy((ctx) => ctx.connections.inspectTls(), { time: 'real' });
    expect(facts).toMatchObject({ kind: 'failed', code: expect.stringMatching(/SSL|PROTO/) });
  });
});

describe('what a rule sends', () => {
  it('is in the evidence, with a description', async () => {
    const sent: string[] = [];
    const { evidence } = await resultOf(async (ctx) => {
      const [fault, note] = [emptySignature(), 'the second'];
      for (const how of [undefined, { note }, { fault }, { fault, note }]) {
        sent.push((await ctx.deliver({}, how)).what);
      }
    });
    const { title } = emptySignature();
    expect(sent).toEqual(['a genuine message', 'the second', `a message ${title}`, 'the second']);
    expect(evidence.attempts.map(({ note, fault }) => [note, fault])).toEqual([
      [undefined, undefined],
      ['the second', undefined],
      [title, 'empty-signature'],
      ['the second', 'empty-signature'],
    ]);
  });

  it("has the user's own headers", async () => {
    const { receiver, requests } = application();
    const sent = await seenBy((ctx) => ctx.deliver({}), { receiver, headers: [['X-Proxy', 'a']] });
    expect(sent.isAcknowledged).toBe(true);
    expect(requests.at(-1)?.headers).toMatchObject({ 'x-proxy': 'a' });
  });

  it('waits for a response as long as the rule says, and reads as much of it', async () => {
    const { receiver } = application({ answersAfterMs: 2000 });
    const late = await seenBy((ctx) => ctx.deliver({}, { timeoutMs: 30 }), { receiver });
    expect(late.outcome).toEqual({ kind: 'timeout', phase: 'head' });
    const short = await seenBy((ctx) => ctx.deliver({}, { maxBodyBytes: 2 }));
    expect(short.outcome).toMatchObject({ body: Buffer.from('an'), bodyComplete: false });
  });

  it.each([
    [false, 16],
    [true, 40],
  ])('is limited in concurrency unless the rule says otherwise: %s', async (unbounded, expected) => {
    const { hold, most } = holder(expected);
    let isBegun = false;
    const messages = Array.from({ length: 40 }, () => ({}));
    await seenBy(
      (ctx) => {
        isBegun = true;
        return Promise.all(messages.map((message) => ctx.deliver(message, { unbounded })));
      },
      {
        // A receiver that rejects the check's own messages gets the maximum, however busy the machine is.
        receiver: (_request, response) =>
          isBegun ? hold(() => response.end()) : response.writeHead(500).end(),
        settings: { timeoutSeconds: 10 },
      },
    );
    expect(most()).toBe(expected);
  });

  it('may use its own connections, which close when it ends', async ({ expect }) => {
    const sockets = new Set<{ readonly destroyed: boolean }>();
    const ports: unknown[] = [];
    const receiver: RequestListener = (request, response) => {
      sockets.add(request.socket);
      ports.push(request.socket.remotePort);
      response.end();
    };
    const keeps = await seenBy(
      async (ctx) => {
        const [kept, fresh] = [ctx.connections.kept(), ctx.connections.fresh()];
        for (const connector of [kept, kept, fresh, fresh]) await ctx.deliver({}, { connector });
        return [kept.keeps, fresh.keeps];
      },
      { receiver, profile: { connections: 'kept' } },
    );
    expect(keeps).toEqual([true, false]);
    const [first, second, third, fourth] = ports.slice(-4);
    expect(second).toBe(first);
    expect(new Set([first, third, fourth]).size).toBe(3);
    await expect.poll(() => [...sockets].every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('ends with the run and leaves nothing behind', async () => {
    const interrupt = new AbortController();
    const reached: string[] = [];
    const result = await resultOf(
      async (ctx) => {
        setTimeout(() => interrupt.abort(), 30);
        await ctx.deliver({}, { note: 'the last' });
        reached.push('goes on');
      },
      { receiver: application({ answersAfterMs: 200 }).receiver, signal: interrupt.signal },
    );
    expect(reached).toEqual([]);
    expect(result.evidence.attempts).toMatchObject([{ note: 'the last', outcome: { kind: 'aborted' } }]);
  });

  it('resets the downstream service when the rule ends', async () => {
    const downstream = await startDownstream();
    const status = async () => (await fetch(downstream.url)).status;
    const seen: number[] = [];
    await resultOf(
      async (ctx) => {
        ctx.downstream.behave('fails');
        seen.push(await status());
      },
      { downstream, settleMs: 50, time: 'real' },
    );
    expect([...seen, await status()]).toEqual([500, 200]);
    await downstream.close();
  });
});
