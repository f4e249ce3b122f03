import type { ReportModel } from '../../model.ts';
import { shownLabel } from '../../words.ts';
import { html, type Markup } from './markup.ts';

/** Filters by verdict, level and text. The script shows them. */
export function filters({ numbers, results }: ReportModel): Markup {
  const chip = (name: string, value: string, label: string, tone: string) =>
    html`<label class="chip ${tone}"><input type="checkbox" name="${name}" value="${value}" checked><span>${label}</span></label>`;
  const levels = [...new Set(results.flatMap(({ level }) => level ?? []))];
  return html`<form class="filters" id="filters" autocomplete="off" hidden>
<fieldset><legend>Verdicts to show</legend>${numbers.map(([tone, n]) => chip('verdict', tone, `${shownLabel(tone)} ${n}`, tone))}</fieldset>
<fieldset><legend>Levels to show</legend>${levels.map((level) => chip('level', level, level, ''))}</fieldset>
<input type="search" name="text" placeholder="Find a rule" aria-label="Find a rule">
<output aria-live="polite"></output></form>`;
}

/** The numbers of results as a bar. */
export function bar({ numbers, results }: ReportModel): Markup {
  const before = (at: number) => numbers.slice(0, at).reduce((sum, [, n]) => sum + n, 0);
  const parts = numbers.map(
    ([tone, n], at) => html`<rect class="${tone}" x="${before(at)}" y="0" width="${n}" height="1"/>`,
  );
  const label = numbers.map(([tone, n]) => `${n} ${shownLabel(tone)}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 ${Math.max(results.length, 1)} 1" preserveAspectRatio="none" role="img" aria-label="${label}">${parts}</svg>`;
}
