import { clip } from '../../../text/terminal/visible.ts';
import { formatMs } from '../../../text/words/durations.ts';
import type { Block } from '../../blocks.ts';
import { type Line, type Row, titleOfRow } from '../../rows.ts';
import { marks, shownLabel } from '../../words.ts';
import { tryOf } from './exchange.ts';
import { html, type Markup } from './markup.ts';

const maxBrief = 200;

/** A rule as a line with folded details, or a cause as a note. */
export function blockMarkup(block: Block, isOpen = false): Markup {
  const { anchor, tone, label, heading, title, level, allTags, brief, rows, deciding, tries } = block;
  const [first, second] = tries;
  if (!level)
    return html`<div class="diagnosis ${tone}" id="${anchor}" role="note" aria-label="${label}">
<p class="cause">${heading}</p>
${list(rows.filter(({ shown }) => shown !== 'on-request'))}</div>
`;
  const took = tone === 'skipped' ? '' : formatMs(block.durationMs);
  return html`<article class="${tone}" id="${anchor}" data-verdict="${tone}" data-level="${level}">
<details${isOpen ? html` open` : undefined}><summary>
<span class="mark" role="img" aria-label="${shownLabel(tone)}">${marks[tone]}</span>
<span><span class="id">${heading}</span> <span class="tags">${allTags.join(' · ')}</span></span>
<span class="took">${took}</span>
<span class="title">${title}</span>${brief === '' ? undefined : html`\n<span class="brief">${clip(brief, maxBrief)}</span>`}</summary>
<div class="detail">${list(rows)}
${first && tryOf(first, tone === 'fail' || tone === 'known' ? deciding : undefined)}${
  second &&
  html`<h3>Second try, which passed</h3>
${tryOf(second)}`
}</div></details>
<a class="permalink" href="#${anchor}" aria-label="Link to ${heading}">#</a></article>
`;
}

/** The text, with the words that link to another place. */
export function linkedMarkup({ text, link }: Line): Markup {
  if (!link) return html`${text}`;
  const [before = '', ...after] = text.split(link.text);
  return html`${before}<a href="#${link.to}">${link.text}</a>${after.join(link.text)}`;
}

function list(rows: readonly Row[]): Markup {
  const items = rows.map((row) => html`<dt>${titleOfRow(row)}</dt><dd>${contentOf(row)}</dd>`);
  return html`<dl class="rows">${items}</dl>`;
}

/** An indented line is what the receiver printed. */
function contentOf(row: Row): Markup {
  const { label, kind, text } = row;
  const lines = text.split('\n');
  switch (kind) {
    case 'command':
      return html`<div class="command"><pre><code>${words(text)}</code></pre><button class="copy" type="button" hidden>Copy</button></div>`;
    case 'code':
      return html`<pre>${text}</pre>`;
    case 'quotes':
      return html`${lines.map((line) => html`<q>${line}</q>`)}`;
    case 'lines':
      return html`<ul>${lines.map((line) => (line.startsWith('  ') ? html`<li class="printed">${line.trimStart()}</li>` : html`<li>${line}</li>`))}</ul>`;
    case 'text':
      return label === 'actual' ? html`<span class="actual">${text}</span>` : linkedMarkup(row);
  }
}

/** A command breaks only between words, because a flag that is broken at a hyphen looks like another one. */
function words(command: string): Markup[] {
  return command.split(' ').map((word, n) => html`${n === 0 ? '' : ' '}<span>${word}</span>`);
}
