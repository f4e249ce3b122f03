import { describe, expect, it } from 'vitest';
import { fenced, inline } from '../../../reports/formats/markdown-text.ts';
import { renderReport } from '../../../reports/index.ts';
import { defaultProfile } from '../../../simulator/index.ts';
import { failed, knownReport, report, result, sampleReport } from '../support/sample-report.ts';

describe('the Markdown report', () => {
  const shown = renderReport('markdown', sampleReport());

  it('begins with the conclusion and a short table of counts', () => {
    expect(shown.split('\n').slice(0, 10)).toEqual([
      '## ! INTERNAL ERROR in Hookswitch, in 1 rule.',
      '',
      'must: a receiver that fails it is wrong or unsafe; should: good receivers pass it; may: a bonus. Only must makes the check fail.',
      '',
      'POST http\\://127.0.0.1:3000/webhook · seed 42 · 5.23 s · hookswitch 0.1.0',
      '',
      '| failed | error | inconclusive | skipped | passed |',
      '| ---: | ---: | ---: | ---: | ---: |',
      '| 4 | 1 | 2 | 2 | 1 |',
      '',
    ]);
  });

  it('lists the sender settings that are not the default', () => {
    const own = report([], { profile: { ...defaultProfile, contentType: 'text/x', connections: 'kept' } });
    expect(renderReport('markdown', own)).toContain('\nProfile: connections kept, contentType "text/x"\n');
    expect(shown).not.toContain('Profile');
  });

  it('collapses each finding, with everything a person needs', () => {
    const start = shown.indexOf(
      '<details><summary>✗ <b>signature/rejects-tampered-body</b> (must, documented): rejects',
    );
    const finding = shown.slice(start, shown.indexOf('</details>', start));
    const parts = ['- **Expected:** a 4xx for', '- **Actual:** 200 OK', '- **Case:** {"kind":"bit"'];
    const more = ['- **Note:** found in case 3', '- **Why:** Whoever', '- **Fix:** Compute'];
    const code = [
      '```sh\nnpx hookswitch check',
      '```sh\nnpx hookswitch rules signature/rejects-tampered-body\n```',
      '```http\nPOST /webhook?a=b HTTP/1.1\n',
      '```http\nHTTP/1.1 200 OK\n',
    ];
    for (const part of [...parts, ...more, ...code]) expect(finding).toContain(`\n${part}`);
  });

  it('lists the failed rules, each with a link to its finding', () => {
    const links = [...shown.matchAll(/^\d+\. \[(.+)\]\(#(.+)\) (?:must|should|may)/gm)];
    const findings = [
      ...shown.matchAll(/^<a id="(.+)"><\/a>\n\n<details(?: open)?><summary>✗ <b>(.+)<\/b>/gm),
    ];
    expect(links.map(([, id, anchor]) => [anchor, id])).toEqual(
      findings.map(([, anchor, id]) => [anchor, id]),
    );
    expect(links[0]?.[2]).toBe('user-content-signature-accepts-genuine');
    expect(links).toHaveLength(4);
    const second = links[1]?.[2];
    expect(shown).toContain(` must, probably because of [no. 2](#${second})\n`);
    expect(shown).toContain(`- **Cause:** probably [${links[1]?.[1]}](#${second}); fix that first\n`);
  });

  it('links what the diagnosis explains to it', () => {
    const explains = ['signature/rejects-tampered-body'];
    const diagnosis = { title: 'It checks nothing.', evidence: [], fix: 'Check.', explains };
    const explained = renderReport('markdown', {
      ...sampleReport(),
      diagnosis: { cause: 'no-signature-check', ...diagnosis },
    });
    expect(explained).toContain('<a id="user-content-diagnosis"></a>');
    expect(explained).toContain('explained by [the diagnosis](#user-content-diagnosis)');
    expect(explained).toContain(
      '- **Cause:** see [the diagnosis](#user-content-diagnosis); fix that first\n',
    );
  });

  it('says what was not checked', () => {
    expect(shown).toContain(
      '\n- 2 rules inconclusive because genuine messages were not acknowledged; fix signature/accepts-genuine first\n',
    );
  });

  it('counts known failures separately, puts them last, and says until when they are accepted', () => {
    const known = renderReport('markdown', knownReport());
    expect(known).toContain('\n| failed | known | passed |\n| ---: | ---: | ---: |\n| 2 | 1 | 1 |\n');
    expect([...known.matchAll(/<b>(.*)<\/b> \((.*)\)/g)].map(([, id, tags]) => [id, tags])).toEqual([
      ['retry/applies-once', 'must, documented'],
      ['message/limits-size', 'should, documented'],
      ['signature/accepts-genuine', 'must, documented, known'],
    ]);
    expect(known).toContain('\n- **Known:** accepted until 2026-12-31: to be fixed in release 5\n');
    expect(known).toContain('no longer accepted by the baseline: message/limits-size');
  });

  it('stays within its size limit, and says what it omits', () => {
    const actual = '€'.repeat(3000);
    const findings = Array.from({ length: 400 }, (_, n) =>
      failed({ id: `a/rule-${n}`, finding: { expected: actual, actual, fix: actual } }),
    );
    const bounded = renderReport('markdown', report(findings));
    expect(Buffer.byteLength(bounded)).toBeLessThan(900_000);
    expect(bounded).toMatch(/\n\d+ more findings did not fit;/);
    expect(bounded.match(/<details(?: open)?>/g)?.length).toBeGreaterThan(40);
    expect(bounded.match(/<\/details>/g)?.length).toBe(bounded.match(/<details(?: open)?>/g)?.length);
  });

  it('stays within its size limit when thousands of rules are not checked', () => {
    const reason = (n: number) => `${String.fromCharCode(0x4e00 + n)}`.repeat(5000);
    const results = Array.from({ length: 2000 }, (_, n) =>
      result({ id: `a/rule-${n}`, verdict: 'inconclusive', reason: reason(n) }),
    );
    expect(Buffer.byteLength(renderReport('markdown', report(results)))).toBeLessThan(900_000);
  });
});

describe('text in Markdown', () => {
  it.each([
    ['<b>&amp;', '\\<b\\>\\&amp;'],
    ['`a` *b* _c_ ~d~', '\\`a\\` \\*b\\* \\_c\\_ \\~d\\~'],
    ['[a](http://x) ![b](y)', '\\[a\\](http\\://x) \\!\\[b\\](y)'],
    ['www.example.com a|b $x$', 'www\\.example.com a\\|b \\$x\\$'],
    ['a\nb\\', 'a b\\\\'],
  ])('%j is not markup', (text, shown) => {
    expect(inline(text)).toBe(shown);
  });

  it('has a fence longer than any fence inside it', () => {
    expect(fenced('a\n````\nb', 'sh', 100)).toBe('`````sh\na\n````\nb\n`````');
    expect(fenced('a', '', 100)).toBe('```\na\n```');
  });
});
