import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import { harProblems } from '../support/har-problems.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import {
  attempt,
  failed,
  hostile,
  huge,
  knownReport,
  report,
  result,
  sampleReport,
} from '../support/sample-report.ts';

const logOf = (of: Parameters<typeof renderReport>[1]) => JSON.parse(renderReport('har', of)).log;

describe('the HAR report', () => {
  it.each([
    ['the sample', sampleReport()],
    ['a baseline', knownReport()],
    ['no rules', report([])],
  ])('is valid by the schemas of HAR 1.2: %s', (_what, of) => {
    expect(harProblems(JSON.parse(renderReport('har', of)))).toBeUndefined();
  });

  it('has a page for each rule that sent something, and an entry for each attempt', () => {
    const { pages, entries } = logOf(sampleReport());
    const tried = sampleReport().results;
    expect(pages.map(({ id }: { id: string }) => id)).toEqual(tried.map(({ id }) => id));
    expect(entries.map(({ pageref }: { pageref: string }) => pageref)).toEqual(
      tried.flatMap(({ id, evidence }) => evidence.attempts.map(() => id)),
    );
    expect(logOf(report([result({ id: 'a/b', evidence: { ...noAttempts } })])).pages).toEqual([]);
  });

  it('has requests and responses unchanged, with non-text bodies as Base64', () => {
    const [, ...others] = logOf(sampleReport()).entries;
    const binary = others.find((entry: { _fault?: string }) => entry._fault === 'tampered-body');
    expect(binary).toMatchObject({
      startedDateTime: '2026-03-10T09:00:00.000Z',
      time: 3.2,
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:3000/webhook?a=b',
        queryString: [{ name: 'a', value: 'b' }],
        headers: [{ name: 'Host', value: '127.0.0.1:3000' }, { name: 'X-Signature' }],
        postData: {
          text: Buffer.from([0x7b, 0xff, 0x00, 0x0a, 0x7d]).toString('base64'),
          encoding: 'base64',
        },
        bodySize: 5,
      },
      response: { status: 200, statusText: 'OK', content: { mimeType: 'text/plain', text: 'Received.' } },
    });
    const says = others.find(({ response }: { response: { status: number } }) => response.status === 418);
    expect(says.response.content.text).toBe(hostile);
  });

  it('explains an attempt without a response, and marks a truncated body', () => {
    const none = logOf(sampleReport()).entries.filter(({ _error }: { _error?: string }) => _error);
    expect(
      none.map(({ _error, response }: never) => [_error, (response as { status: number }).status]),
    ).toEqual([
      ['no response in time', 0],
      ['no response: the connection broke (ECONNRESET)', 0],
      ['connection closed by Hookswitch at the end of the sent bytes', 0],
    ]);
    const evidence = {
      ...noAttempts,
      attempts: [attempt({ request: { ...attempt().request, body: huge } })],
    };
    const [entry] = logOf(report([result({ id: 'a/b', evidence })])).entries;
    expect(entry.request.postData.comment).toBe('truncated from 16777216 bytes');
  });

  it('says until when a known failure is accepted, and which baseline entries are outdated', () => {
    const { pages, _baseline } = logOf(knownReport());
    expect(pages[0]).toMatchObject({
      _verdict: 'known',
      comment: expect.stringMatching(
        /^known; must; known: accepted until 2026-12-31: to be fixed in release 5; /,
      ),
    });
    expect(_baseline).toEqual({ stale: ['retry/converges'], expired: ['message/limits-size'] });
  });

  it('is valid JSON whatever a receiver wrote, even if there is no URL', () => {
    expect(logOf(reportSaying(hostile)).entries[0].request.url).toBe(hostile);
    expect(logOf(report([failed({ id: 'a/b' })])).entries).toHaveLength(1);
  });
});

const noAttempts = { seed: 7, attempts: [], observations: [], omittedAttempts: 0 };
