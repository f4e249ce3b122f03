import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import { requirements } from '../../../suites/requirements.ts';
import { knownReport, report, result, sampleReport } from '../support/sample-report.ts';

const page = renderReport('html', sampleReport(), { sentences: requirements });

/** Every tag with its attribute names, in order; throws for a `<` that begins no tag. Style and script are opaque. */
function tagsOf(html: string): string[] {
  const body = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  return body
    .split('<')
    .slice(1)
    .map((part) => {
      const tag = /^(\/?[a-z][a-z0-9]*|!doctype)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>[^>]*$/.exec(part);
      if (!tag) throw new Error(`not a tag: <${part.slice(0, 200)}`);
      return `${tag[1]}${(tag[2] ?? '').replace(/="[^"]*"/g, '')}`;
    });
}

function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start) + start.length;
  return html.slice(from, html.indexOf(end, from));
}

describe('the HTML report', () => {
  it('states the result in its title', () => {
    expect(between(page, '<title>', '</title>')).toBe(
      '! INTERNAL ERROR in Hookswitch, in 1 rule. · hookswitch',
    );
    expect(page).toContain(
      '4 failed (3 must, 1 should), 1 internal error, 2 inconclusive, 2 skipped, 1 passed',
    );
    const green = renderReport('html', report([result({ id: 'a/b' })]));
    expect(between(green, '<title>', '</title>')).toBe('✓ PASSED. · hookswitch');
  });

  it('shows what the receiver printed as its output, not as a list', () => {
    const evidence = ['it exited with code 1; it printed:', '  TypeError: x is null', '  at main.js:1'];
    const diagnosis = {
      cause: 'crash' as const,
      title: 'It crashes.',
      fix: 'Fix it.',
      evidence,
      explains: [],
    };
    const html = renderReport('html', { ...report([result({ id: 'a/b' })]), diagnosis });
    expect(html).toContain('<li>it exited with code 1; it printed:</li>');
    expect(html).toContain('<li class="printed">TypeError: x is null</li>');
  });

  it('loads nothing, and its policy allows nothing but its own style and script', () => {
    const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const style = between(page, '<style>', '</style>');
    const script = between(page, '<script>', '</script>');
    expect(between(page, 'Content-Security-Policy" content="', '"')).toBe(
      `default-src 'none'; style-src ${digest(style)}; script-src ${digest(script)}; base-uri 'none'; form-action 'none'`,
    );
    expect(
      tagsOf(page).filter((tag) =>
        /^(?:link|img|iframe|object|embed|base|source)\b|\s(?:src|style|on\w+)\b/.test(tag),
      ),
    ).toEqual([]);
    expect(style).not.toMatch(/url\(|@import/);
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !target.startsWith('#'))).toEqual([]);
  });

  it('has an anchor for every rule, and no broken internal link', () => {
    const anchors = [...page.matchAll(/<article [^>]*id="([^"]*)"/g)].map(([, id]) => id);
    expect([...anchors].sort()).toEqual(
      sampleReport()
        .results.map(({ id }) => id)
        .sort(),
    );
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !anchors.includes(id))).toEqual([]);
  });

  it('links a failure in the list to the one that explains it', () => {
    const cause = 'signature/rejects-tampered-body';
    expect(between(page, '<nav class="failures"', '</nav>')).toContain(
      `probably because of <a href="#${cause}">no. 2</a>`,
    );
  });

  it('says why rules were not checked, above them, and only then', () => {
    const reasons = [...page.matchAll(/<h2>(\w+)[^\n]*<\/h2>(?:<ul class="groups">(.*?)<\/ul>)?/g)];
    const texts = reasons.map(([, title, items]) => [title, items?.match(/<li>.*?<\/li>/g)?.length ?? 0]);
    expect(Object.fromEntries(texts)).toEqual({
      Failed: 0,
      Internal: 0,
      Inconclusive: 1,
      Skipped: 2,
      Passed: 0,
    });
    expect(page).toContain('to check 1 more rule');
  });

  it('puts findings first, causes before consequences, and collapses all but the first', () => {
    const rules = [...page.matchAll(/<article class="(\w+)" id="([^"]*)"[^>]*>\n<details( open)?>/g)];
    expect(rules.map(([, verdict, id, open]) => [verdict, id, open !== undefined])).toEqual([
      ['fail', 'signature/accepts-genuine', true],
      ['fail', 'signature/rejects-tampered-body', false],
      ['fail', 'message/limits-size', false],
      ['fail', 'signature/rejected-has-no-effect', false],
      ['error', 'security/reveals-no-secret', true],
      ['inconclusive', 'retry/applies-once', false],
      ['inconclusive', 'retry/converges', false],
      ['skipped', 'security/serves-valid-tls', false],
      ['skipped', 'message/applies-every-item', false],
      ['pass', 'signature/rejects-missing', false],
    ]);
  });

  it('has known failures in a separate collapsed section, with the dates until when they are accepted', () => {
    const known = renderReport('html', knownReport());
    const section = between(known, '<h2>Known failures', '</section>');
    expect(section).toMatch(/<article class="known" id="signature\/accepts-genuine"[^>]*>\n<details>/);
    expect(section).toContain('<dt>Known</dt><dd>accepted until 2026-12-31: to be fixed in release 5</dd>');
    expect(between(known, '<p class="remarks">', '</p>')).toContain(
      'no longer accepted by the baseline: message/limits-size',
    );
    expect(between(known, 'class="filters"', '</form>')).toContain('value="known" checked><span>known 1<');
  });

  it('shows everything known about a finding', () => {
    const finding = between(page, 'id="signature/rejects-tampered-body"', '</article>');
    const rows = ['Expected', 'Actual', 'Case', 'Note', 'Why', 'Fix', 'The vendor says', 'Rerun', 'Docs'];
    for (const label of rows) expect(finding).toContain(`<dt>${label}</dt>`);
    expect(finding).toContain('<q>If the two match, the message is verified as correct and intact.</q>');
    expect(finding).toContain('HTTP exchanges: 4 of 8 attempts, 3 cases');
    for (const came of [
      'no response in time',
      'no response: the connection broke (ECONNRESET)',
      'connection closed by Hookswitch at the end of the sent bytes',
      '200 OK',
    ])
      expect(finding).toContain(came);
    expect(finding).toContain('{\\xff\\u0000\n}');
    expect(finding).toContain('the observer answered 500');
    expect(finding).toMatch(/<details class="attempt" open><summary>\n<span class="n">4<\/span>/);
    expect(finding.match(/class="attempt" open/g)).toHaveLength(1);
  });

  it('shows the commands unchanged', () => {
    const finding = between(page, 'id="signature/rejects-tampered-body"', '</article>');
    const commands = [...finding.matchAll(/class="command"><pre><code>(.*?)<\/code>/g)].map(([, code = '']) =>
      code.replace(/<\/?span>/g, '').replaceAll('&#39;', "'"),
    );
    expect(commands).toEqual([
      sampleReport().results[1]?.rerun,
      'npx hookswitch rules signature/rejects-tampered-body',
    ]);
  });

  it('lists the sender settings that are not the default', () => {
    const own = report([], { profile: { spacing: 'indented', keyOrder: 'documented' } });
    expect(renderReport('html', own)).toContain('<dt>Profile</dt><dd>spacing indented</dd>');
    expect(page).toContain('<dt>Profile</dt><dd>default</dd>');
  });
});
