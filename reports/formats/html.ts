import type { Report } from '../../schemas/generated/types.ts';
import type { Block, ModelOptions } from '../blocks.ts';
import { blocksIn, modelOf, type ReportModel, type Section } from '../model.ts';
import { marks } from '../words.ts';
import { blockMarkup, linkedMarkup } from './html/block.ts';
import { html, type Markup } from './html/markup.ts';
import { bar, filters } from './html/numbers.ts';
import { factList, renderPage } from './html/page.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';

/** The report as a page that needs nothing else. */
export function renderHtml(report: Report, options: ModelOptions = {}): string {
  const model = modelOf(report, options);
  const body = html`${header(model)}
${filters(model)}
<main aria-label="Rules">
<p id="none" class="none" hidden>No rules match. Clear the search, or select more verdicts and levels.</p>
${model.sections.map(section)}
</main>`;
  const title = `${marks[model.verdict]} ${model.sentence} · ${report.tool.name}`;
  return renderPage({ title, style, script, body });
}

/** The result as a sentence and a bar, the causes, every failure as a link, and the facts of the run. */
function header(model: ReportModel): Markup {
  const { counts, remarks, details, verdict, sentence, levels, learned, sections } = model;
  const { tool, ...facts } = model.facts;
  const named = Object.entries({
    ...facts,
    ...(learned === undefined ? {} : { 'observed fields': learned }),
  });
  return html`<header aria-label="Result">
<p class="brand">${tool}</p>
<h1 class="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${sentence}</h1>
${blocksIn(model, 'causes').map((block) => blockMarkup(block))}
<p class="remarks">${[counts, ...remarks, ...details].join('; ')}</p>
${levels === undefined ? undefined : html`<p class="remarks">${levels}</p>`}
${failureList('Failed rules', blocksIn(model, 'failed', 'known'))}
${sections.map(ahead)}
${bar(model)}
${factList(named.map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]))}
</header>`;
}

/** What a reader sees first of what lies behind the causes. */
function ahead({ kind, title, blocks, lines }: Section): Markup {
  if (kind === 'plan') return html`<div class="plan"><h2>${title}</h2>\n<ol>${items(lines)}</ol></div>\n`;
  if (kind !== 'behind') return html``;
  const heading = html`<p><a href="#behind">${title}</a></p>`;
  return failureList('Failed rules behind the cause', blocks, heading);
}

function failureList(label: string, blocks: readonly Block[], heading?: Markup): Markup {
  if (blocks.length === 0 && !heading) return html``;
  const links = blocks.flatMap(({ anchor, heading: id, note, level }) =>
    level
      ? html`<li><a href="#${anchor}">${id}</a> <span class="soft">${linkedMarkup(note)}</span></li>`
      : [],
  );
  return html`<nav class="failures" aria-label="${label}">${heading}<ol>${links}</ol></nav>\n`;
}

function items(lines: Section['lines']): Markup[] {
  return lines.map((line) => html`<li>${linkedMarkup(line)}</li>`);
}

const asCards = ['failed', 'errors', 'behind'];

/** Failures as cards, the first one open. The rest is folded, below what applies to several rules. */
function section({ kind, title, lines, blocks }: Section): Markup {
  if (kind === 'causes' || kind === 'plan') return html``;
  const cards = blocks.map((block, n) =>
    blockMarkup(block, kind === 'errors' || (kind === 'failed' && n === 0)),
  );
  const number = html` <span class="n">${blocks.length}</span>`;
  const heading = html`<h2>${title}${kind === 'behind' ? undefined : number}</h2>`;
  const reasons = lines.length === 0 ? undefined : html`<ul class="groups">${items(lines)}</ul>`;
  if (asCards.includes(kind))
    return html`<section id="${kind}">${heading}${reasons}\n<div class="cards">${cards}</div></section>\n`;
  const show =
    reasons === undefined ? heading : html`Show ${blocks.length === 1 ? 'it' : `these ${blocks.length}`}`;
  return html`<section id="${kind}">${reasons === undefined ? undefined : html`${heading}${reasons}`}
<details class="fold"><summary>${show}</summary>
<div class="list">${cards}</div></details></section>
`;
}
