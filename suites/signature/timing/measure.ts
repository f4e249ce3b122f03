import { actualOf, cannotTell, didChange, type RuleContext, type Sent } from '../../../runner/rule-kit.ts';
import { alteredSignature } from '../../../simulator/faults/altered-signature.ts';
import { type Connector, isRejected, statusOf } from '../../../simulator/index.ts';
import { base64Alphabet } from '../../../simulator/signature/signature.ts';
import type { SampledTimes } from './leak-verdict.ts';

/** The duration of one measurement (ms). A run makes at most three. */
const maxMs = 15_000;
/** The first rounds, which aren't counted because code and connections are still cold. */
const warmUpRounds = 30;

/** Positions in a signature: the first of its 43 characters is in the first byte of the digest, and the last one in its last byte. */
const places = { first: 0, last: 42, control: 0 } as const;
type Kind = keyof typeof places;

/** Sends signatures of each kind in turn, in random order, one at a time over one connection, and measures the responses. */
export async function measureTimes(ctx: RuleContext, rounds: number): Promise<SampledTimes> {
  const times: Record<Kind, number[]> = { first: [], last: [], control: [] };
  const connector = ctx.connections.kept();
  const endsAt = performance.now() + maxMs;
  for (let round = 0; round < rounds + warmUpRounds && performance.now() < endsAt; round += 1) {
    const measured = await measureOnce(ctx, connector);
    if (measured === undefined || round < warmUpRounds) continue;
    for (const kind of kinds) times[kind].push(measured[kind]);
  }
  return times;
}

const kinds = Object.keys(places) as Kind[];

/** One of each kind for one message; nothing if a connection was closing. */
async function measureOnce(
  ctx: RuleContext,
  connector: Connector,
): Promise<Record<Kind, number> | undefined> {
  const message = didChange(ctx);
  const measured = { first: 0, last: 0, control: 0 };
  for (const kind of inRandomOrder(ctx)) {
    const sent = await ctx.deliver(message, { connector, fault: faults[kind] });
    if (sent.outcome.kind === 'connection-failed' || sent.isSentAgain) return undefined;
    expectPlainRefusal(sent);
    measured[kind] = sent.elapsedMs;
  }
  return measured;
}

function inRandomOrder(ctx: RuleContext): Kind[] {
  return kinds
    .map((kind) => ({ kind, at: ctx.run.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

/** Another rule finds receivers that accept it. One that sends 429 compares no more signatures. */
function expectPlainRefusal(sent: Sent): void {
  if (isRejected(sent.outcome) && statusOf(sent) !== 429) return;
  cannotTell({
    reasonCode: 'times-unclear',
    detail: `rejections can't be compared, because ${sent.what} was not rejected with a plain 4xx: ${actualOf(sent)}`,
  });
}

function wrongAt(at: number, words: string) {
  return alteredSignature(`with a signature that is wrong in its ${words} byte only`, (genuine) => {
    const changed = base64Alphabet.charAt(base64Alphabet.indexOf(genuine.charAt(at)) ^ 32);
    return `${genuine.slice(0, at)}${changed}${genuine.slice(at + 1)}`;
  });
}

const faults = {
  first: wrongAt(places.first, 'first'),
  last: wrongAt(places.last, 'last'),
  control: wrongAt(places.control, 'first'),
} as const;
