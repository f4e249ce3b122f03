import { describe, expect, it } from 'vitest';
import { textReport } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import { checkOutcomeOf } from '../../reports/outcome.ts';
import { fixOrderOf } from '../../reports/plan.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { validate } from '../../schemas/index.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { parseXml } from './support/parse-xml.ts';
import { attempt, failed, report, result } from './support/sample-report.ts';

const behind = ['signature-hex'];
const finding = (fix: string) => ({ expected: 'the state unchanged', actual: 'another state', fix });
const inFront = [
  failed({ id: 'signature/accepts-genuine' }),
  result({
    id: 'retry/applies-once',
    verdict: 'inconclusive',
    reasonCode: 'not-acknowledged',
    reason: 'refused',
  }),
];
const tooLarge = result({
  ...{ id: 'message/limits-size', verdict: 'inconclusive', severity: 'refuses-genuine' },
  ...{ reasonCode: 'not-acknowledged', reason: 'refused' },
});
const diagnosis: Report['diagnosis'] = {
  cause: 'signature-hex',
  title: 'Your receiver expects the signature in hex.',
  evidence: ['sent a DID change: 401'],
  fix: 'Base64-encode the digest. Do it once.',
  explains: inFront.map(({ id }) => id),
};
const seen = report([...inFront, tooLarge], {
  diagnosis,
  behind: {
    adapted: [{ cause: 'signature-hex', words: 'hex signatures', passed: ['signature/rejects-empty'] }],
    causes: [
      {
        ...{ cause: 'too-large', title: 'Your receiver rejects 2 KB.', evidence: ['sent 2 KB: 413'] },
        ...{ fix: 'Raise the limit.', explains: ['message/limits-size'], behind },
      },
    ],
    results: [
      failed({
        id: 'message/keeps-values-as-sent',
        behind,
        severity: 'lenient',
        finding: finding('Keep them. All.'),
      }),
      failed({
        id: 'retry/applies-once',
        behind,
        severity: 'applies-twice-or-stale',
        finding: finding('Apply once.'),
      }),
      failed({ id: 'message/limits-size', behind, severity: 'refuses-genuine' }),
    ],
    hidden: ['signature/rejects-other-encoding'],
  },
});
const { behind: _behind, ...hiding } = seen;

describe('what lies behind a cause', () => {
  it('is part of a valid report, and changes neither its outcome nor its counts', () => {
    expect(validate('report', seen)).toBeUndefined();
    expect(checkOutcomeOf(seen)).toBe(checkOutcomeOf(hiding));
    const attributes = (of: Report) => parseXml(renderReport('junit', of)).attributes;
    expect(attributes(seen).failures).toBe(attributes(hiding).failures);
    expect(Number(attributes(seen).tests)).toBe(Number(attributes(hiding).tests) + 3);
  });

  it.each(['markdown', 'html', 'github', 'agent', 'junit'] as const)('follows the cause in %s', (format) => {
    // Annotations of GitHub escape these in titles.
    const text = renderReport(format, seen).replaceAll('%3A', ':').replaceAll('%2C', ',');
    const places = [
      'Your receiver expects the signature in hex.',
      'Behind it, checked with hex signatures: 3 more failed rules',
      ...(format === 'agent' ? [] : ['retry/applies-once', 'message/keeps-values-as-sent']),
    ];
    const from = text.indexOf('Behind it');
    expect(text.indexOf(places[0] ?? '')).toBeLessThan(from);
    const after = places.slice(1).map((place) => text.indexOf(place, from));
    expect(after).toEqual(after.toSorted((a, b) => a - b));
    expect(after).not.toContain(-1);
  });

  it('is listed as separate tests in CTRF', () => {
    const { tests, summary } = JSON.parse(renderReport('ctrf', seen)).results;
    const without = JSON.parse(renderReport('ctrf', hiding)).results;
    const added = tests.slice(without.tests.length);
    expect(added.map(({ testId, status }: Record<string, string>) => [testId, status])).toEqual([
      ['behind/retry/applies-once', 'other'],
      ['behind/message/keeps-values-as-sent', 'other'],
      ['behind/message/limits-size', 'other'],
    ]);
    expect(added[0]).toMatchObject({
      name: expect.stringContaining('retry/applies-once behind signature-hex: '),
      message: expect.stringMatching(/^Behind it, checked with hex signatures: 3 more failed rules\. /),
      trace: expect.stringContaining('Apply once.'),
    });
    expect(summary).toMatchObject({ failed: without.summary.failed, other: without.summary.other + 3 });
  });

  it('has separate pages in HAR', () => {
    const page = (of: Report) => JSON.parse(renderReport('har', of)).log.pages.length;
    const attempts = [attempt()];
    const results = seen.behind?.results.map((one) => ({ ...one, evidence: { ...one.evidence, attempts } }));
    const { log } = JSON.parse(
      renderReport('har', { ...seen, behind: { ...seen.behind, results } } as Report),
    );
    expect(log.pages).toHaveLength(page(hiding) + 3);
    expect(log.pages.at(-1)).toMatchObject({
      id: 'behind/message/limits-size',
      title: expect.stringMatching(/^message\/limits-size behind signature-hex: /),
    });
    expect(log.entries.at(-1).pageref).toBe('behind/message/limits-size');
  });

  it('is a numbered list on the terminal, the most harmful first, before the plan', () => {
    const text = textReport(seen, { colors: noColors });
    const lines = text.slice(text.indexOf('Behind')).split('\n');
    const shown = [
      /^Behind it, checked with hex signatures: 3 more failed rules$/,
      /^ {2}1 ✗ retry\/applies-once /,
      /^ {2}2 ✗ message\/keeps-values-as-sent /,
      /Cause 2: Your receiver rejects 2 KB\./,
      /^Fix in this order$/,
      /^ {2}1\. Base64-encode the digest\. \(1 rule will pass\)$/,
      /^ {2}3\. Raise the limit\. /,
    ].map((line) => lines.findIndex((one) => line.test(one)));
    expect(shown).not.toContain(-1);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    expect(text).toContain("Can't be checked before this is fixed: signature/rejects-other-encoding.");
  });

  it('is shown in full if it was found behind the cause that had hidden it', () => {
    const before = seen.behind?.causes[0];
    const cause = { ...before, cause: 'expects-object', explains: ['retry/applies-once'] } as typeof before;
    const results = [failed({ id: 'retry/applies-once', behind: [...behind, 'expects-object'] })];
    const two = report(inFront, {
      diagnosis,
      behind: { adapted: [], hidden: [], ...seen.behind, causes: cause ? [cause] : [], results },
    });
    expect(textReport(two, { colors: noColors })).toMatch(/^✗ retry\/applies-once {2}must$/m);
  });

  it('is in the summary, with the plan', () => {
    const summary = JSON.parse(renderReport('summary', seen));
    expect(summary.behind.failed.map(({ id }: { id: string }) => id)).toEqual([
      'retry/applies-once',
      'message/keeps-values-as-sent',
    ]);
    expect(summary.plan).toHaveLength(4);
  });
});

describe('the plan', () => {
  it('begins with the causes, then has the findings that follow from nothing else', () => {
    expect(fixOrderOf(seen)).toEqual([
      { change: 'Base64-encode the digest.', gain: '1 rule will pass' },
      { change: 'Apply once.', gain: 'retry/applies-once' },
      { change: 'Raise the limit.', gain: '1 rule can then be checked' },
      { change: 'Keep them.', gain: 'message/keeps-values-as-sent' },
    ]);
  });

  it('has at most five lines', () => {
    const results = Array.from({ length: 9 }, (_, n) => failed({ id: `message/rule-${n}`, behind }));
    const plan = fixOrderOf({
      ...seen,
      behind: { adapted: [], causes: [], hidden: [], ...seen.behind, results },
    });
    expect(plan).toHaveLength(5);
    expect(plan.at(-1)).toEqual({ change: 'Fix 7 other findings.', gain: '' });
  });

  it('is empty if nothing was seen through', () => {
    expect(fixOrderOf(hiding)).toEqual([]);
  });
});
