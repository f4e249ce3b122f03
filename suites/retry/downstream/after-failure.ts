import type { DownstreamCall, Json } from '../../../observation/index.ts';
import {
  awaitEffects,
  callWaitMs,
  cannotTell,
  effectsOn,
  expectAcknowledged,
  fail,
  type OneReport,
  type ResultingState,
  type RuleContext,
  reportOfEachKind,
  unlikeOthers,
} from '../../../runner/rule-kit.ts';
import { count } from '../../../text/words/count.ts';

/** What one report leads to if nothing fails. */
export interface UsualResult extends ResultingState {
  /** How often it changes something at the service. */
  readonly effects: number;
}

/** Observing the state may send a message about another PBX. If calls name no PBX, they aren't counted meanwhile. */
async function observeAfterCalls(ctx: RuleContext, sn: string): Promise<Json> {
  if (ctx.downstream.isNameless) {
    await ctx.downstream.quiet();
    ctx.downstream.countAs(undefined);
  }
  return ctx.observeQuiet(sn);
}

export async function usualResultOf(ctx: RuleContext, report: OneReport): Promise<UsualResult> {
  const state = await observeAfterCalls(ctx, report.sn);
  const effects = effectsOn(ctx, report.sn);
  if (effects > 0 || ctx.sees.state) return { report, state, effects };
  cannotTell({ reasonCode: 'no-downstream-effect', what: report.what });
}

/** Resends the message as YCM does, until it is acknowledged or the retries are used up. */
export async function retryAfterFailure(ctx: RuleContext, { message, what }: OneReport): Promise<void> {
  const { retryCount } = ctx.run.settings;
  for (let nth = 1; nth <= retryCount; nth++) {
    await ctx.pause(ctx.run.profile.retryDelayMs);
    const note = `retry ${nth} of ${what}, after the service recovered`;
    const sent = await ctx.deliver(message, { note });
    if (sent.isAcknowledged) return;
    if (nth === retryCount) expectAcknowledged(ctx, sent);
  }
}

/** The call may be late, but must not be repeated. */
export async function expectUsualResult(
  ctx: RuleContext,
  report: OneReport,
  usual: UsualResult,
  wasAcknowledged: boolean,
): Promise<void> {
  const after = wasAcknowledged ? 'acknowledged while the service failed' : 'whose first attempt failed';
  const made = await awaitEffects(ctx, report.sn, usual.effects);
  if (made < usual.effects) {
    const failed = wasAcknowledged ? ctx.downstream.calls(report.sn).filter(isRefusedCall).length : 0;
    const before = failed > 0 ? `, after ${count(failed, 'call')} that got a 500` : '';
    fail(
      `${calls(usual.effects)} to the service about ${report.what} ${after}, once the service has recovered`,
      `${calls(made)} within ${callWaitMs(ctx) / 1000} s${before}`,
      failed > 0 ? repeatTheCall(failed) : undefined,
    );
  }
  const state = await observeAfterCalls(ctx, report.sn);
  const inTheEnd = effectsOn(ctx, report.sn);
  // A delayed call of an earlier failure can't be distinguished from these.
  if (inTheEnd > usual.effects && ctx.downstream.isNameless)
    cannotTell({ reasonCode: 'too-many-nameless-calls', wanted: usual.effects, found: inTheEnd });
  if (inTheEnd > usual.effects)
    fail(
      `no more than ${calls(usual.effects)} to the service about ${report.what} ${after}`,
      calls(inTheEnd),
    );
  if (ctx.sees.state) await expectUsualState(ctx, { report, state }, usual, after);
}

/** The service responds with 500 while it fails. */
function isRefusedCall({ status }: DownstreamCall): boolean {
  return status === 500;
}

function repeatTheCall(failed: number): string {
  const gaveUp =
    failed > 1
      ? 'Your receiver called the service several times, and then gave up.'
      : 'Your receiver called the service, got a 500, and did not call again. Check the status of each response: many clients, such as fetch, raise no error for a 500.';
  return `${gaveUp} Keep the call stored, and repeat it with pauses until it succeeds, not only a few times. If your next call comes later than half a minute, set --settle to more than that.`;
}

function calls(n: number): string {
  return n === 0 ? 'no call' : count(n, 'call');
}

async function expectUsualState(
  ctx: RuleContext,
  result: ResultingState,
  before: ResultingState,
  after: string,
): Promise<void> {
  const { report } = result;
  const one = reportOfEachKind(ctx).find(({ what }) => what === report.what) ?? report;
  ctx.downstream.countAs(one.sn);
  await ctx.deliver(one.message, { note: `${one.what}, for comparison` });
  await awaitEffects(ctx, one.sn, effectsOn(ctx, before.report.sn));
  const unlike = unlikeOthers(result, before, { report: one, state: await observeAfterCalls(ctx, one.sn) });
  if (unlike !== undefined) fail(`the same state after ${report.what} ${after} as without a failure`, unlike);
}
