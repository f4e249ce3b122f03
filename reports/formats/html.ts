import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { behindPart } from '../behind.ts';
import { conclude } from '../conclusion.ts';
import { orderFindings } from '../findings.ts';
import { type ShownWord, shownAs } from '../known.ts';
import type { Counting } from '../outcome.ts';
import { groupInconclusive, groupSkipped, type UncheckedGroup } from '../unchecked.ts';
import { marks } from '../words.ts';
import { causesOf, filtersOf, pageHeaderOf } from './html/header.ts';
import { html, type Markup } from './html/markup.ts';
import { renderPage } from './html/page.ts';
import { ruleOf, type VendorSentence } from './html/rule.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';

/** The report as a page that needs nothing else. */
export function renderHtml(
  report: Report,
  sentences: readonly VendorSentence[] = [],
  counting: Counting = {},
): string {
  const { sentence, verdict } = conclude(report, counting);
  const body = html`${pageHeaderOf(report, counting)}
${filtersOf(report)}
<main>
<p id="none" class="none" hidden>No rules match. Clear the search, or select more verdicts and levels.</p>
${sectionsOf(report, sentences)}
</main>`;
  return renderPage({ title: `${marks[verdict]} ${sentence} · ${report.tool.name}`, style, script, body });
}

function sectionsOf(report: Report, sentences: readonly VendorSentence[]): Markup[] {
  const rulesOf = (verdict: RuleResult['verdict']) =>
    report.results.filter((result) => result.verdict === verdict).map((result) => ruleOf(result, sentences));
  const findings = orderFindings(report);
  const findingsAs = (word: ShownWord) =>
    findings
      .filter(({ result }) => shownAs(result) === word)
      .map((finding, n) =>
        ruleOf(finding.result, sentences, { finding, isOpen: n === 0 && word === 'fail' }),
      );
  return [
    section('Failed', findingsAs('fail'), 'cards'),
    ...behindOf(report, sentences),
    section('Known failures', findingsAs('known'), 'folded'),
    section('Internal errors', rulesOf('error'), 'cards'),
    section('Inconclusive', rulesOf('inconclusive'), 'folded', groupInconclusive(report)),
    section('Skipped', rulesOf('skipped'), 'folded', groupSkipped(report)),
    section('Passed', rulesOf('pass'), 'folded'),
  ];
}

/** What lies behind the causes. */
function behindOf(report: Report, sentences: readonly VendorSentence[]): Markup[] {
  const part = behindPart(report);
  if (!part) return [];
  const { heading, causes, findings, hidden } = part;
  const cards = findings.map((finding) =>
    ruleOf(finding.result, sentences, { finding, anchor: `behind/${finding.result.id}` }),
  );
  return [
    html`<section id="behind"><h2>${heading}</h2>
${causesOf(part.report, causes)}
${hidden === undefined ? undefined : html`<p class="hidden-rules remarks">${hidden}</p>`}
<div class="cards">${cards}</div></section>
`,
  ];
}

function section(
  title: string,
  rules: readonly Markup[],
  look: 'cards' | 'folded',
  groups: readonly UncheckedGroup[] = [],
): Markup {
  if (rules.length === 0) return html``;
  const heading = html`<h2>${title} <span class="n">${rules.length}</span></h2>`;
  const reasons =
    groups.length === 0
      ? undefined
      : html`<ul class="groups">${groups.map(({ text, cause }) => html`<li>${linked(text, cause)}</li>`)}</ul>`;
  if (look === 'cards') return html`<section>${heading}\n<div class="cards">${rules}</div></section>\n`;
  return html`<section>${reasons === undefined ? undefined : html`${heading}${reasons}`}
<details class="fold"><summary>${reasons === undefined ? heading : html`Show ${rules.length === 1 ? 'it' : `these ${rules.length}`}`}</summary>
<div class="list">${rules}</div></details></section>
`;
}

/** The text, with its rule as a link. */
function linked(text: string, id: string | undefined): Markup {
  if (id === undefined) return html`${text}`;
  const [before = '', ...after] = text.split(id);
  return html`${before}<a href="#${id}">${id}</a>${after.join(id)}`;
}
