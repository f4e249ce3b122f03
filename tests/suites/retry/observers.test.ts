import { createServer, type RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { type StartedReceiver, startExampleReceiver } from '../../../fixtures/receivers/start.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import type { Need } from '../../../schemas/need.ts';
import { check } from '../../../suites/index.ts';
import { idsOf, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { listenLocally } from '../../support/listen-locally.ts';
import { simulated } from '../../support/simulated.ts';

interface State {
  readonly sn: string;
  readonly dids: readonly { readonly did: string }[];
  readonly capacity: unknown;
  readonly applied: number;
  readonly deleted: boolean;
}

/** Checks the reference receiver with an observer that shows its state in another form. */
function checkSeenAs(show: (state: State | null) => unknown): Promise<Report> {
  return simulated(async () => {
    const receiver = await startExampleReceiver(createReference({ secret: testSecret }));
    const observer = createServer(async (request, response) => {
      const sn = new URL(request.url ?? '', 'http://localhost').searchParams.get('sn') ?? '';
      const seen = await fetch(receiver.observeUrl.replace('{sn}', sn));
      response.end(JSON.stringify(show((await seen.json()) as State | null)));
    });
    try {
      return await checkIt(receiver.url, `${await listenLocally(observer)}/?sn={sn}`);
    } finally {
      observer.close();
      await receiver.close();
    }
  });
}

function checkIt(url: string, observeUrl: string, rules = ['retry/*', 'message/*']): Promise<Report> {
  return check({
    url,
    observeUrl,
    secret: testSecret,
    rules,
    settings: { timeoutSeconds: 3 },
    settleMs: 400,
    // One rule at a time if PBXs can't be seen separately.
    budgetMs: 300_000,
    sequences: 5,
  });
}

/** Checks the reference receiver with an observer that shows all PBXs at once. */
function checkSeenAtOnce(): Promise<Report> {
  return simulated(async () => {
    const receiver = await startExampleReceiver(createReference({ secret: testSecret }));
    const relay = createServer(relayTo(receiver));
    const origin = await listenLocally(relay);
    const rules = [
      'retry/*',
      'message/*e*-*list',
      'message/*item',
      'message/ignores-the-test-message',
      'method/rejects-other-methods',
      'method/checks-get-like-post',
    ];
    try {
      return await checkIt(`${origin}/webhook`, `${origin}/all`, rules);
    } finally {
      relay.close();
      await receiver.close();
    }
  });
}

/** Passes messages on to a receiver, and shows the state of every PBX that it has acknowledged a report about. */
function relayTo({ url, observeUrl }: StartedReceiver): RequestListener {
  const sns = new Set<string>();
  const look = async (sn: string) => (await fetch(observeUrl.replace('{sn}', sn))).json();
  const pass = async (body: Buffer, signature: string) => {
    const { status, ok } = await fetch(url, {
      method: 'POST',
      body: Uint8Array.from(body),
      headers: { 'X-Signature': signature },
    });
    if (ok) for (const [, sn = ''] of body.toString().matchAll(/"sn":"(36\w{14})"/g)) sns.add(sn);
    return status;
  };
  return async (request, response) => {
    const body = await buffer(request);
    if (request.method === 'GET') return response.end(JSON.stringify(await Promise.all([...sns].map(look))));
    if (request.method !== 'POST') return response.writeHead(405).end();
    return response.writeHead(await pass(body, String(request.headers['x-signature']))).end();
  };
}

describe('a correct receiver', () => {
  it('passes with an observer that shows all PBXs at once', async () => {
    const report = await checkSeenAtOnce();
    expect(reasonsOf(report)).toBe('');
  });

  it.each<[string, (state: State | null) => unknown]>([
    [
      'its DIDs as numbers and as keys',
      (state) => state && { ...state, dids: numbersOf(state), [state.sn]: 1 },
    ],
    ['everything as one text', (state) => JSON.stringify(state)],
  ])('passes with an observer that shows %s', async (_what, show) => {
    const report = await checkSeenAs(show);
    expect(reasonsOf(report)).toBe('');
  });

  it('is not checked for its DIDs by an observer that shows only how many reports were applied', async () => {
    const report = await checkSeenAs((state) => state && { applied: state.applied });
    expect(idsOf(report, 'fail'), reasonsOf(report)).toEqual([]);
    expect(idsOf(report, 'inconclusive')).toEqual([]);
    expect(skippedFor(report, 'shown-dids')).toEqual([
      'retry/ends-with-the-newest-of-concurrent-reports',
      'message/ends-with-the-newest-of-an-array',
      'message/replaces-the-did-list',
      'message/keeps-dids-on-their-trunks',
      'message/removes-the-dids-of-a-deleted-pbx',
    ]);
  });

  it('is not checked for its capacity by an observer that shows only DIDs', async () => {
    const report = await checkSeenAs((state) => (state && state.dids.length > 0 ? state.dids : null));
    expect(reasonsOf(report)).toBe('');
    expect(skippedFor(report, 'capacity-effects')).toEqual([
      'message/applies-mixed-arrays',
      'message/keeps-every-capacity',
    ]);
  });
});

function skippedFor({ results }: Report, need: Need): string[] {
  return results.filter((result) => result.need === need).map(({ id }) => id);
}

function numbersOf(state: State): Record<string, number> {
  return Object.fromEntries(state.dids.map(({ did }) => [did, Number(did)]));
}
