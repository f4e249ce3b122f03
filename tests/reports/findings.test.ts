import { describe, expect, it } from 'vitest';
import { brokenReceivers } from '../../fixtures/receivers/index.ts';
import { orderFindings } from '../../reports/findings.ts';
import { defaultProfile } from '../../simulator/index.ts';
import { attempt, failed, report, result } from './support/sample-report.ts';

const order = (...results: ReturnType<typeof result>[]) =>
  orderFindings(report(results)).map(({ result: { id }, cause }) => [id, cause]);

describe('the order of findings', () => {
  it('puts causes first and consequences last', () => {
    expect(
      order(
        failed({ id: 'message/accepts-chunked' }),
        failed({ id: 'message/limits-size' }),
        failed({ id: 'acknowledgement/survives-a-slow-sender' }),
      ),
    ).toEqual([
      ['acknowledgement/survives-a-slow-sender', undefined],
      ['message/limits-size', undefined],
      ['message/accepts-chunked', 'acknowledgement/survives-a-slow-sender'],
    ]);
  });

  it('puts the most severe first, and ranks a cause by the severity of its consequences', () => {
    const ids = (...results: ReturnType<typeof result>[]) => order(...results).map(([id]) => id);
    const nonsense = failed({ id: 'message/survives-impossible-messages', severity: 'lenient' });
    const twice = failed({ id: 'retry/applies-once', severity: 'applies-twice-or-stale' });
    const lost = failed({ id: 'message/applies-every-item', severity: 'loses-messages' });
    expect(ids(nonsense, twice, lost)).toEqual([lost.id, twice.id, nonsense.id]);
    const changed = failed({
      id: 'message/impossible-messages-destroy-nothing',
      severity: 'applies-twice-or-stale',
    });
    expect(ids(twice, nonsense, changed)).toEqual([nonsense.id, twice.id, changed.id]);
  });

  it('puts the reason why genuine messages are not acknowledged first', () => {
    expect(
      order(failed({ id: 'message/limits-size' }), failed({ id: 'signature/accepts-genuine' })).map(
        ([id]) => id,
      ),
    ).toEqual(['signature/accepts-genuine', 'message/limits-size']);
  });

  it('names a cause only if it failed itself', () => {
    const missing = failed({ id: 'signature/rejects-missing' });
    expect(order(missing, result({ id: 'signature/rejects-other-secret' }))).toEqual([
      ['signature/rejects-missing', undefined],
    ]);
    expect(order(missing, failed({ id: 'signature/rejects-other-secret' }))).toEqual([
      ['signature/rejects-other-secret', undefined],
      ['signature/rejects-missing', 'signature/rejects-other-secret'],
    ]);
  });

  it('names no cause if an older report does not say which rule explains which', () => {
    const results = ['signature/rejects-missing', 'signature/rejects-other-secret'].map((id) => {
      const { explainedBy: _, ...older } = failed({ id });
      return older;
    });
    expect(order(...results)).toEqual(results.map(({ id }) => [id, undefined]));
  });

  it('blames kept connections for everything if all messages used them', () => {
    const servesKept = 'acknowledgement/serves-fresh-and-kept-connections';
    const results = [failed({ id: 'signature/accepts-genuine' }), failed({ id: servesKept })];
    const orderWith = (connections: 'fresh' | 'kept') =>
      orderFindings(report(results, { profile: { ...defaultProfile, connections } })).map(
        ({ result: { id }, cause }) => [id, cause],
      );
    expect(orderWith('kept')).toEqual([
      [servesKept, undefined],
      ['signature/accepts-genuine', servesKept],
    ]);
    expect(orderWith('fresh')).toEqual([
      ['signature/accepts-genuine', undefined],
      [servesKept, undefined],
    ]);
  });

  it('puts must before should, and rules that failed because nothing listened last', () => {
    const refused = {
      kind: 'connection-failed',
      phase: 'connect',
      code: 'ECONNREFUSED',
      message: 'nobody listens',
    } as const;
    expect(
      order(
        failed({
          id: 'a/gone',
          finding: { expected: 'acknowledges', actual: 'gave no answer', fix: 'x', attempt: 7 },
          evidence: {
            seed: 1,
            attempts: [attempt({ n: 7, outcome: refused })],
            observations: [],
            omittedAttempts: 6,
          },
        }),
        failed({ id: 'a/lesser', level: 'should' }),
        failed({ id: 'b/one' }),
        failed({ id: 'b/two' }),
      ).map(([id]) => id),
    ).toEqual(['b/one', 'b/two', 'a/lesser', 'a/gone']);
  });
});

describe('the cause analysis of findings', () => {
  it.each([
    ['no-check', 'signature/rejects-other-secret'],
    ['missing-skips-check', 'signature/rejects-missing'],
    ['empty-skips-check', 'signature/rejects-empty'],
    ['throws-on-other-length', 'signature/rejects-malformed-signature'],
    ['truncated-signature-accepted', 'signature/rejects-altered-signature'],
    // It also re-serializes deep nesting, which overflows its stack: a separate bug.
    ['reserialized-json', 'signature/accepts-any-formatting', 'message/rejects-impossible-messages'],
    ['first-chunk-only', 'acknowledgement/survives-a-slow-sender'],
    ['rejects-duplicates', 'retry/acknowledges-duplicates'],
    ['applies-duplicates', 'retry/applies-once'],
    ['applies-wrong-shapes', 'message/impossible-messages-destroy-nothing'],
    ['ignores-body-of-get', 'method/accepts-configured-method'],
  ])('reduces the many findings on %s to one', (name, ...causes) => {
    const fails = brokenReceivers.find((receiver) => receiver.name === name)?.fails ?? [];
    const findings = orderFindings(report(fails.map((id) => failed({ id }))));
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.filter((finding) => finding.cause === undefined).map(({ result: { id } }) => id)).toEqual(
      causes,
    );
  });
});
