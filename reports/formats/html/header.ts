import type { Report } from '../../../schemas/generated/types.ts';
import { levels } from '../../../schemas/level.ts';
import { followsText, namedCauses } from '../../../schemas/words/diagnosis-words.ts';
import { learnedInWords } from '../../../schemas/words/learned-words.ts';
import { utcInWords } from '../../../text/words/time-words.ts';
import { behindPart } from '../../behind.ts';
import { conclude } from '../../conclusion.ts';
import { diagnosisVerdict } from '../../diagnosis.ts';
import { failureNotes, orderFindings } from '../../findings.ts';
import { countShown, shownLabel } from '../../known.ts';
import { type Counting, levelsInWords } from '../../outcome.ts';
import { profileInWords } from '../../profile-words.ts';
import { settingsInWords } from '../../settings-words.ts';
import { tookInWords } from '../../took.ts';
import { marks } from '../../words.ts';
import { html, type Markup } from './markup.ts';
import { factList } from './page.ts';

/** The result as a sentence and a bar, and the facts of the run. */
export function pageHeaderOf(report: Report, counting: Counting): Markup {
  const { sentence, counts, remarks, details, verdict } = conclude(report, counting);
  const facts = [counts, ...remarks, ...details].join('; ');
  const levels = levelsInWords(report.results, counting.failOn);
  return html`<header>
<p class="brand">${report.tool.name} ${report.tool.version}</p>
<h1 class="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${sentence}</h1>
${causesOf(report)}
<p class="remarks">${facts}</p>
${levels === undefined ? undefined : html`<p class="remarks">${levels}</p>`}
${failuresOf(report)}
${behindOf(report)}
${barOf(report)}
${factList(factsOf(report))}
</header>`;
}

/** The causes of a report, by default all. */
export function causesOf(report: Report, causes = namedCauses(report)): Markup[] {
  return causes.map(
    (
      cause,
    ) => html`<div class="diagnosis ${diagnosisVerdict(report)}" id="${cause.anchor}" role="note" aria-label="${cause.label}">
<p class="cause">${cause.heading}</p>
<p><strong>Fix:</strong> ${cause.fix}</p>
<ul>${cause.evidence.map((line) => (line.startsWith('  ') ? html`<li class="printed">${line.trimStart()}</li>` : html`<li>${line}</li>`))}</ul>
<p>${followsText(cause, report.results)}</p></div>`,
  );
}

/** Every failed rule on a line, as a link. */
function failuresOf(report: Report): Markup | undefined {
  const failures = failureNotes(orderFindings(report));
  if (failures.length === 0) return undefined;
  return html`<nav class="failures" aria-label="Failed rules">${listOf(failures)}</nav>`;
}

function listOf(failures: ReturnType<typeof failureNotes>, before = ''): Markup {
  const placeOf = (to: string) => (to.includes('/') ? `${before}${to}` : to);
  const noteOf = ({ note, link }: (typeof failures)[number]) =>
    link ? linked(note, { ...link, to: placeOf(link.to) }) : note;
  const items = failures.map(
    (one) =>
      html`<li><a href="#${placeOf(one.id)}">${one.id}</a> <span class="soft">${noteOf(one)}</span></li>`,
  );
  return html`<ol>${items}</ol>`;
}

/** The failed rules behind the causes, and in which order to fix it all. */
function behindOf(report: Report): Markup | undefined {
  const part = behindPart(report);
  if (!part) return undefined;
  const { heading, findings, plan } = part;
  const steps = plan.map(
    ({ change, gain }) => html`<li>${gain === '' ? change : `${change} (${gain})`}</li>`,
  );
  return html`<nav class="failures" aria-label="Failed rules behind the cause"><p><a href="#behind">${heading}</a></p>
${listOf(failureNotes(findings), 'behind/')}</nav>
${steps.length === 0 ? undefined : html`<div class="plan"><h2>Fix in this order</h2>\n<ol>${steps}</ol></div>`}`;
}

/** Filters by verdict, level and text. The script shows them. */
export function filtersOf({ results }: Report): Markup {
  const shown = levels.filter((level) => results.some((rule) => rule.level === level));
  return html`<form class="filters" id="filters" autocomplete="off" hidden>
<fieldset><legend>Verdicts to show</legend>${countShown(results).map(([word, n]) => chip('verdict', word, `${shownLabel(word)} ${n}`, word))}</fieldset>
<fieldset><legend>Levels to show</legend>${shown.map((level) => chip('level', level, level, ''))}</fieldset>
<input type="search" name="text" placeholder="Find a rule" aria-label="Find a rule">
<output aria-live="polite"></output></form>`;
}

function chip(name: string, value: string, label: string, tone: string): Markup {
  return html`<label class="chip ${tone}"><input type="checkbox" name="${name}" value="${value}" checked><span>${label}</span></label>`;
}

function barOf({ results }: Report): Markup {
  const shown = countShown(results);
  let x = 0;
  const parts = shown.map(([word, n]) => {
    const part = html`<rect class="${word}" x="${x}" y="0" width="${n}" height="1"/>`;
    x += n;
    return part;
  });
  const label = shown.map(([word, n]) => `${n} ${shownLabel(word)}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 ${Math.max(results.length, 1)} 1" preserveAspectRatio="none" role="img" aria-label="${label}">${parts}</svg>`;
}

function observerInWords(observer: Report['observer']): string {
  switch (observer?.kind) {
    case 'http':
      return observer.url;
    case 'command':
      return observer.command;
    case 'downstream':
      return `the calls to ${observer.url}`;
    case 'function':
      return 'a function';
    default:
      return 'none';
  }
}

function factsOf(report: Report): [string, string][] {
  const { receiver, observer, settings, startedAt, seed } = report;
  const learned = learnedInWords(observer);
  return [
    ['Receiver', `${receiver.method} ${receiver.url}`],
    ['Observer', observerInWords(observer)],
    ...(learned === undefined ? [] : [['Observed fields', learned] satisfies [string, string]]),
    ['Started', utcInWords(startedAt)],
    ['Took', tookInWords(report)],
    ['Seed', String(seed)],
    ['Settings', settingsInWords(settings)],
    ['Profile', profileInWords(report.profile, receiver.method) || 'default'],
  ];
}

/** The note, of which these words link to a finding, or to a cause. */
function linked(note: string, { text, to }: { readonly text: string; readonly to: string }): Markup {
  const [before = '', ...after] = note.split(text);
  return html`${before}<a href="#${to}">${text}</a>${after.join(text)}`;
}
