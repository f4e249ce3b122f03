import type { Report } from '../../../schemas/generated/types.ts';
import { formatMs } from '../../describe.ts';
import { conclude } from '../conclusion.ts';
import { profileInWords } from '../profile-words.ts';
import { marks, type VerdictWord, verdicts } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** What came out, as a sentence, a bar and the facts of the run. */
export function headerOf(report: Report): Markup {
  const { headline, remarks, verdict } = conclude(report);
  return html`<header>
<p class="brand">${report.tool.name} ${report.tool.version}</p>
<h1 class="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${headline}</h1>
${remarks.length === 0 ? undefined : html`<p class="remarks">${remarks.join('; ')}</p>`}
${barOf(report)}
<dl class="facts">${factsOf(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

/** Verdicts, levels and words to choose by; shown by the script alone. */
export function filtersOf({ summary, results }: Report): Markup {
  const levels = (['must', 'should', 'may'] as const).filter((level) =>
    results.some((rule) => rule.level === level),
  );
  return html`<form class="filters" id="filters" autocomplete="off" hidden>
<fieldset><legend>Verdicts to show</legend>${shownVerdicts(summary).map((word) => chip('verdict', word, `${word} ${summary[word]}`, word))}</fieldset>
<fieldset><legend>Levels to show</legend>${levels.map((level) => chip('level', level, level, ''))}</fieldset>
<input type="search" name="text" placeholder="Find a rule" aria-label="Find a rule by its words">
<output aria-live="polite"></output></form>`;
}

function chip(name: string, value: string, label: string, tone: string): Markup {
  return html`<label class="chip ${tone}"><input type="checkbox" name="${name}" value="${value}" checked><span>${label}</span></label>`;
}

function barOf({ summary, results }: Report): Markup {
  const shown = shownVerdicts(summary);
  let x = 0;
  const parts = shown.map((word) => {
    const part = html`<rect class="${word}" x="${x}" y="0" width="${summary[word]}" height="1"/>`;
    x += summary[word];
    return part;
  });
  const label = shown.map((word) => `${summary[word]} ${word}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 ${Math.max(results.length, 1)} 1" preserveAspectRatio="none" role="img" aria-label="${label}">${parts}</svg>`;
}

function shownVerdicts(summary: Report['summary']): VerdictWord[] {
  return verdicts.filter((word) => summary[word] > 0);
}

function factsOf(report: Report): [string, string][] {
  const { receiver, observer, settings, startedAt, durationMs, seed } = report;
  return [
    ['Receiver', `${receiver.method} ${receiver.url}`],
    ['Observer', observer === null ? 'none' : observer.kind === 'http' ? observer.url : 'a function'],
    ['Started', startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    ['Took', formatMs(durationMs)],
    ['Seed', String(seed)],
    [
      'Settings',
      `timeout ${settings.timeoutSeconds} s, ${settings.retryCount} ${settings.retryCount === 1 ? 'retry' : 'retries'}`,
    ],
    ['Profile', profileInWords(report.profile, receiver.method) || 'default'],
  ];
}
