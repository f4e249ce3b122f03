import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { SequenceReport, SequenceStep } from '../../../../schemas/generated/types.ts';
import { verify } from '../../../../simulator/index.ts';
import { type Shrinking, trySequence } from '../../../../suites/retry/sequences/try.ts';
import { testSecret } from '../../../runner/check-fixture.ts';
import { resultOf } from '../../../runner/own-rules.ts';

type Reported = Record<string, unknown> & { readonly sn: string; readonly updateTime: number };

export interface Behavior {
  /** Whether this report replaces the newest of its kind. */
  readonly isNewer?: (at: number, before: number) => boolean;
  /** The status of the nth correct message since the sequence began, from 1. */
  readonly statusOf?: (nth: number, reports: readonly Reported[]) => number;
  readonly checksSignature?: boolean;
  /** Whether the nth correct message since the sequence began, from 1, is acknowledged without an effect. */
  readonly loses?: (nth: number) => boolean;
  /** Ignores a deletion of a PBX that it doesn't know. */
  readonly needsPbxToDelete?: boolean;
  /** Keeps the last list of a deleted PBX. */
  readonly keepsLastList?: boolean;
  /** Shows this many of the last reports about a PBX that it knows, whether it applied them or not. */
  readonly logged?: number;
  /** A PBX that got a duplicate shows its state this many times, and nothing after that. */
  readonly looks?: number;
}

/** Keeps the newest report of each kind about each PBX. */
function receiverOf({ isNewer = (at, before) => at > before, ...rest }: Behavior = {}) {
  const { statusOf = () => 200, checksSignature = true, looks = Number.POSITIVE_INFINITY } = rest;
  const { loses = () => false, needsPbxToDelete = false, keepsLastList = false, logged = 0 } = rest;
  const looked = new Map<string, number>();
  const duplicated = new Set<string>();
  const states = new Map<string, Record<string, { at: number; said: unknown }>>();
  const logs = new Map<string, unknown[]>();
  const bodies: string[] = [];
  let genuine = 0;
  let isLost: typeof loses = () => false;
  // What was sent before the sequence is acknowledged.
  let status: typeof statusOf = () => 200;
  const receiver: RequestListener = async (request, response) => {
    const body = await buffer(request);
    bodies.push(body.toString());
    response.statusCode = statusFor(body, String(request.headers['x-signature']));
    response.end();
  };
  const statusFor = (body: Buffer, signature: string): number => {
    if (checksSignature && !verify(testSecret, body, signature)) return 401;
    const reports = parsed(body);
    if (!Array.isArray(reports)) return reports === undefined ? 400 : 200;
    if (!reports.every(isSound)) return 422;
    genuine += 1;
    const chosen = status(genuine, reports);
    if (chosen === 200 && !isLost(genuine)) reports.forEach(apply);
    return chosen;
  };
  const apply = ({ sn, updateTime: at, ...report }: Reported) => {
    const state = states.get(sn) ?? {};
    const kind = 'event' in report ? 'dids' : 'capacity';
    if (report.event === 'pce_delete' && needsPbxToDelete && !states.has(sn)) return;
    const said = contentOf(report, keepsLastList ? state[kind]?.said : []);
    logs.set(sn, [...(logs.get(sn) ?? []), { log: said }].slice(-logged));
    if (state[kind]?.at === at) duplicated.add(sn);
    if (isNewer(at, state[kind]?.at ?? 0)) states.set(sn, { ...state, [kind]: { at, said } });
  };
  const begin = () => {
    bodies.length = 0;
    genuine = 0;
    status = statusOf;
    isLost = loses;
  };
  const observe = (sn: string) => {
    if (duplicated.has(sn)) looked.set(sn, (looked.get(sn) ?? 0) + 1);
    if ((looked.get(sn) ?? 0) > looks) return null;
    const state = states.get(sn);
    return state && logged > 0 ? { ...state, log: logs.get(sn) } : (state ?? null);
  };
  return { receiver, bodies, begin, observe };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** A deletion leaves this behind. */
function contentOf(report: Record<string, unknown>, left: unknown): unknown {
  return report.trunkDidInfoList ?? report.repository ?? left;
}

const isSound = ({ updateTime, trunkDidInfoList: list = [] }: Reported) =>
  Number.isInteger(updateTime) && (list === null || Array.isArray(list));

/** A receiver that applies every report, whatever its time. */
export const lastWins: Behavior = { isNewer: () => true };

export const dids = (at: number, list: number[], pbx = 1): SequenceReport => ({
  pbx,
  at,
  event: 'did_change',
  dids: list,
});
export const deleted = (at: number): SequenceReport => ({ pbx: 1, at, event: 'pce_delete', dids: null });
export const capacity = (at: number): SequenceReport => ({ pbx: 1, at, capacity: { extensions: '4711' } });

/** Tries a sequence with a receiver that behaves like this. */
export async function tried(steps: SequenceStep[], behavior: Behavior = {}, shrinking?: Shrinking) {
  const { receiver, bodies, begin, observe } = receiverOf(behavior);
  const run = (ctx: Parameters<typeof trySequence>[0]) => {
    begin();
    return trySequence(ctx, steps, shrinking);
  };
  const parts = { needs: ['observer'] as const };
  const result = await resultOf(run, { receiver, observe, settleMs: 50 }, parts);
  return { ...result, bodies };
}
