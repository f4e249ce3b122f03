import { html, type Markup } from '../../reports/formats/html/markup.ts';
import { factList, renderPage } from '../../reports/formats/html/page.ts';
import { style as commonStyle } from '../../reports/formats/html/style.ts';
import { settingsInWords } from '../../reports/settings-words.ts';
import { marks } from '../../reports/words.ts';
import type { LoadReport } from '../../schemas/generated/types.ts';
import { clock, perSecond, withThousands } from '../../text/words/numbers.ts';
import { utcInWords } from '../../text/words/time-words.ts';
import { ackChart, timeCharts } from './html/charts.ts';
import { loadStyle } from './html/style.ts';
import {
  checksTable,
  messagesTable,
  outcomesTable,
  stepsTable,
  timesTable,
  workersTable,
  wrongTable,
} from './html/tables.ts';
import { loadConclusion, loadLimitInWords, measuredLateInWords, requestedInWords } from './text.ts';

const style = commonStyle + loadStyle;
const verdictMarks = { ...marks, interrupted: '!' };
const reuse = { fresh: 'a new one for each attempt', kept: 'reused' } as const;

/** The report as a page that needs nothing else. Pure. */
export function renderLoadHtml(report: LoadReport): string {
  const title = loadConclusion(report);
  const mark = verdictMarks[report.verdict];
  const limit = loadLimitInWords(report);
  const body = html`<header>
<p class="brand">${report.tool.name} ${report.tool.version}</p>
<h1 class="${report.verdict}"><span class="mark" aria-hidden="true">${mark}</span> ${title}</h1>
${report.measuredLate ? html`<p class="remarks">${measuredLateInWords(report.measuredLate)}.</p>` : undefined}
${limit === undefined ? undefined : html`<p class="remarks">${limit}.</p>`}
${factList(factsOf(report))}
</header>
<main>
${section('Thresholds', checksTable(report))}
${section('Rates tried', stepsTable(report))}
${section('PBXs with a wrong state', wrongTable(report))}
${section('Times', timesTable(report))}
${section('Workers', workersTable(report))}
${section('Over time', timeCharts(report))}
${section('Acks', ackChart(report))}
${section('Messages', messagesTable(report))}
${section('Outcomes', outcomesTable(report))}
</main>`;
  return renderPage({ title: `${mark} ${title} · ${report.tool.name}`, style, body });
}

function section(title: string, content: Markup | undefined): Markup | undefined {
  return content && html`<section><h2>${title}</h2>${content}</section>`;
}

function factsOf(report: LoadReport): [string, string][] {
  const { receiver, settings, plan, mixture, connections, requestedPerSecond, achievedPerSecond } = report;
  return [
    ['Receiver', `${receiver.method} ${receiver.url}`],
    ['Started', utcInWords(report.startedAt)],
    ['Took', clock(report.durationMs)],
    ['Rate', `${requestedInWords(requestedPerSecond)}, ${perSecond(achievedPerSecond)} sent`],
    ['Arrivals', plan.arrivals],
    ['Connections', `up to ${connections.most}, ${reuse[connections.reuse]}`],
    ['Signed', mixture.sign === 'each' ? 'each when due' : 'a set signed in advance'],
    ['Settings', settingsInWords(settings)],
    ['Retries', withThousands(report.retries)],
    ['Seed', String(report.seed)],
  ];
}
