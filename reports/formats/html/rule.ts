import type { RuleResult } from '../../../schemas/generated/types.ts';
import { clip } from '../../../text/terminal/visible.ts';
import { formatMs } from '../../../text/words/durations.ts';
import { type FindingRow, findingRows, rowTitle } from '../../finding-rows.ts';
import type { OrderedFinding } from '../../findings.ts';
import { shownAs, shownLabel } from '../../known.ts';
import { changeWord } from '../../since-last.ts';
import { marks } from '../../words.ts';
import { exchangesOf, observationsOf } from './exchange.ts';
import { html, type Markup } from './markup.ts';

const maxBrief = 200;

/** A sentence of the vendor's page, by its id in rules. */
export interface VendorSentence {
  readonly id: string;
  readonly sentence: string;
}

/** Display options of a result: its place among the findings, and whether its details are open. */
interface RuleContext {
  readonly finding?: OrderedFinding;
  readonly isOpen?: boolean;
  /** Its id on the page; default that of its rule. */
  readonly anchor?: string;
}

/** A rule: its line, with folded details. */
export function ruleOf(
  result: RuleResult,
  sentences: readonly VendorSentence[],
  { finding, isOpen = result.verdict === 'error', anchor = result.id }: RuleContext = {},
): Markup {
  const { id, verdict, level, title, durationMs } = result;
  const shown = shownAs(result);
  return html`<article class="${shown}" id="${anchor}" data-verdict="${shown}" data-level="${level}">
<details${isOpen ? html` open` : undefined}><summary>
<span class="mark" role="img" aria-label="${shownLabel(shown)}">${marks[verdict]}</span>
<span><span class="id">${id}</span> <span class="tags">${tagsOf(result)}</span></span>
<span class="took">${verdict === 'skipped' ? '' : formatMs(durationMs)}</span>
<span class="title">${title}</span>${
    result.finding && html`\n<span class="brief">${clip(result.finding.actual, maxBrief)}</span>`
  }</summary>
<div class="detail"><dl class="rows">${rowsOf(result, sentences, finding)}</dl>
${exchangesOf(result)}${observationsOf(result)}${secondTrialOf(result)}</div></details>
<a class="permalink" href="#${anchor}" aria-label="Link to ${id}">#</a></article>
`;
}

function tagsOf(result: RuleResult): string {
  return [result.level, result.basis, changeWord(result)].filter((tag) => tag !== undefined).join(' · ');
}

/** What was sent and seen when a flaky rule passed. */
function secondTrialOf(result: RuleResult): Markup | undefined {
  if (!result.flaky) return undefined;
  const met = { ...result, verdict: 'pass', evidence: result.flaky.evidence } as const;
  return html`<h3>Second try, which passed</h3>
${exchangesOf(met)}${observationsOf(met)}`;
}

function rowsOf(
  result: RuleResult,
  sentences: readonly VendorSentence[],
  ordered: OrderedFinding | undefined,
): Markup[] {
  const rows = [
    causeOf(ordered),
    ...findingRows(result).map((one) => row(rowTitle(one), contentOf(one))),
    quotesOf(result, sentences),
  ];
  return rows.filter((part) => part !== undefined);
}

function contentOf({ label, kind, value }: FindingRow): Markup {
  if (label === 'actual') return html`<span class="actual">${value}</span>`;
  if (kind === 'command') return commandOf(value);
  return kind === 'text' ? html`${value}` : html`<pre>${value}</pre>`;
}

function causeOf(ordered: OrderedFinding | undefined): Markup | undefined {
  const { name, anchor } = ordered?.explainedBy ?? {};
  if (name !== undefined) return row('Cause', html`see <a href="#${anchor}">${name}</a>; fix that first`);
  const id = ordered?.cause;
  return id === undefined
    ? undefined
    : row('Cause', html`probably <a href="#${id}">${id}</a>; fix that first`);
}

function quotesOf(
  { requirements: ids }: RuleResult,
  sentences: readonly VendorSentence[],
): Markup | undefined {
  const named = sentences.filter(({ id }) => ids.includes(id));
  if (named.length === 0) return undefined;
  return row(
    'The vendor says',
    html`${named.map(({ sentence }, n) => html`${n === 0 ? '' : ' '}<q>${sentence}</q>`)}`,
  );
}

function commandOf(command: string): Markup {
  return html`<div class="command"><pre><code>${words(command)}</code></pre><button class="copy" type="button" hidden>Copy</button></div>`;
}

/** A command breaks only between words, because a flag that is broken at a hyphen looks like another one. */
function words(command: string): Markup[] {
  return command.split(' ').map((word, n) => html`${n === 0 ? '' : ' '}<span>${word}</span>`);
}

function row(label: string, content: Markup): Markup {
  return html`<dt>${label}</dt><dd>${content}</dd>`;
}
