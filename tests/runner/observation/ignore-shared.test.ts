import { describe, it } from 'vitest';
import { expectSameState } from '../../../runner/context/expect.ts';
import { missingSignature } from '../../../simulator/faults/missing-signature.ts';
import { testMessage } from '../../../simulator/index.ts';
import { application, checkOwn, ownRule } from '../own-rules.ts';

/** The result of a rule that compares the states before and after an unsigned message, and what the check ignored. */
async function checkedWith(show: (rejected: number, sn: string, compared: string) => unknown) {
  const app = application();
  const rejected = () => app.requests.filter(({ headers }) => headers['x-signature'] === undefined).length;
  let compared = '';
  const rule = ownRule(
    'changes-nothing',
    async (ctx) => {
      compared = ctx.serial();
      const before = await ctx.observe(compared);
      await ctx.deliver(testMessage, { fault: missingSignature });
      expectSameState(before, await ctx.observe(compared), 'after an unsigned message');
    },
    { needs: ['observer'] },
  );
  const observe = (sn: string) => ({
    applied: app.observe(sn),
    ...(show(rejected(), sn, compared) as object),
  });
  const { results, observer } = await checkOwn([rule], { receiver: app.receiver, observe });
  return { verdict: results[0]?.verdict, ignores: observer?.learned?.ignores };
}

describe.concurrent('a value that changes during a rule', () => {
  it('is ignored if it is the same for a PBX that got no message', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected) => ({ all: { rejected } }));
    expect([verdict, ignores]).toEqual(['pass', ['all.rejected']]);
  });

  it('belongs to its PBX if it is the same as before for others', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected, sn, compared) => ({
      all: { rejected: sn === compared ? rejected : 0 },
    }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });

  it('belongs to its PBX if every PBX has another value', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected, sn) => ({ own: `${sn} ${rejected}` }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });

  it('is not ignored if it is a list, which may hold the DIDs', async ({ expect }) => {
    const { verdict, ignores } = await checkedWith((rejected) => ({
      dids: Array.from({ length: rejected }),
    }));
    expect([verdict, ignores]).toEqual(['fail', undefined]);
  });
});
