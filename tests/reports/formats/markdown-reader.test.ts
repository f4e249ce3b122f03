import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { knownReport, sampleReport } from '../support/sample-report.ts';

/** It has no types. */
interface MarkdownIt {
  readonly linkify: { set(options: object): unknown };
  render(markdown: string): string;
}

const require = createRequire(import.meta.url);
const createMarkdownIt: (options: object) => MarkdownIt = require('markdown-it');
/** As GitHub and GitLab read it: HTML is kept, and URLs become links. Bare host names don't, and mail links are harmless. */
const reader = createMarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Links within the page are our own. */
const ownLinks = /<a (?:id|href)="#?user-content-[a-z0-9-]*">/g;
const tagsOf = (markdown: string) =>
  reader
    .render(markdown)
    .replace(ownLinks, '<own-link>')
    .match(/<\/?[a-z][a-z0-9]*/gi)
    ?.map((tag) => tag.toLowerCase()) ?? [];
const htmlOf = (report: Parameters<typeof renderReport>[1]) =>
  reader.render(renderReport('markdown', report));

describe('the Markdown report, read by markdown-it', () => {
  it.each([
    ['the sample', sampleReport()],
    ['a baseline', knownReport()],
  ])('has a table of counts, and each finding collapsed: %s', (_, report) => {
    const page = htmlOf(report);
    const findings = report.results.filter(({ verdict }) => verdict === 'fail').length;
    expect(page.match(/<table>/g)).toHaveLength(1);
    expect(page.match(/<details(?: open)?><summary>/g)).toHaveLength(findings);
    expect(page.match(/<\/details>/g)).toHaveLength(findings);
    expect(page.match(/<code class="language-sh">npx hookswitch check /g)).toHaveLength(findings);
  });

  it('has only its own links, images and tags for any text', () => {
    const own = new Set(tagsOf(renderReport('markdown', sampleReport())));
    expect(own).not.toContain('<a');
    const pieces = [
      '<b>',
      '<i>',
      '`',
      '*',
      '_',
      '[a](http://x)',
      '![i](u)',
      'http://x.y',
      'www.x.y',
      '\n',
      '|',
      '#',
      '- ',
      '1. ',
      '> ',
      '&lt;',
      '\\',
      '~',
      'a@b.c',
      '    ',
      '</details>',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const tags = tagsOf(renderReport('markdown', reportSaying(parts.join(''))));
        expect(tags.filter((tag) => !own.has(tag))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
