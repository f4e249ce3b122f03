import { html, type Markup } from '../../../reports/formats/html/markup.ts';
import { marks, shownVerdicts } from '../../../reports/words.ts';
import type { LoadDeliveries, LoadPercentiles, LoadReport } from '../../../schemas/generated/types.ts';
import { percent, perSecond, withThousands } from '../../../text/words/numbers.ts';
import { stateOf } from '../../distributed/text.ts';
import { checkNameOf, timeOrDash } from '../text.ts';

const kindNames = { genuine: 'genuine', repeated: 'duplicates', forged: 'forged' } as const;

export function checksTable({ checks }: LoadReport): Markup {
  return table(
    ['Result', ...['Threshold', 'Actual', 'Expected'].map(words)],
    checks.map(({ name, verdict, expected, actual }) => [
      html`<td class="tone ${verdict}"><span role="img" aria-label="${shownVerdicts[verdict]}">${marks[verdict]}</span></td>`,
      cell(checkNameOf(name), 'words'),
      cell(actual, 'words'),
      cell(expected, 'words'),
    ]),
  );
}

export function timesTable({ lagMs, serviceMs, ackMs }: LoadReport): Markup {
  const row = (name: string, meaning: string, { p50, p90, p99, p999, max }: LoadPercentiles) => [
    cell(name),
    ...[p50, p90, p99, p999, max].map((ms) => cell(timeOrDash(ms))),
    cell(meaning, 'words'),
  ];
  return table(
    ['Time', 'p50', 'p90', 'p99', 'p99.9', 'max', words('Meaning')],
    [
      row('lag', 'how late an attempt was sent', lagMs),
      row('service', 'how long its response took', serviceMs),
      row('ack', 'from when a message was due to its ack, including retries', ackMs),
    ],
    'times',
  );
}

export function messagesTable({ messages }: LoadReport): Markup {
  const row = (name: string, { sent, acknowledged, refused, unanswered, aborted }: LoadDeliveries) => [
    cell(name),
    ...[sent, acknowledged, refused, unanswered, aborted].map((n) => cell(withThousands(n))),
  ];
  const kinds = (['genuine', 'repeated', 'forged'] as const).filter(
    (kind) => kind === 'genuine' || messages[kind].sent > 0,
  );
  return table(
    ['Kind', 'sent', 'acknowledged', 'rejected', 'no response', 'no result'],
    kinds.map((kind) => row(kindNames[kind], messages[kind])),
  );
}

export function outcomesTable({ outcomes }: LoadReport): Markup {
  const sorted = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  const all = sorted.reduce((sum, [, times]) => sum + times, 0);
  return table(
    ['Outcome of an attempt', 'times', 'share'],
    sorted.map(([name, times]) => [cell(name), cell(withThousands(times)), cell(percent(times / all))]),
  );
}

export function workersTable({ workers }: LoadReport): Markup | undefined {
  if (!workers) return undefined;
  return table(
    ['Worker', 'messages', 'sent', words('State')],
    workers.map((worker) => [
      cell(worker.name),
      ...[worker.due, worker.sent].map((n) => cell(withThousands(n))),
      cell(stateOf(worker), 'words'),
    ]),
  );
}

export function stepsTable({ limit }: LoadReport): Markup | undefined {
  if (!limit) return undefined;
  return table(
    ['Result', 'Rate', 'Sent', 'ack p99', words('Failed')],
    limit.steps.map(({ perSecond: rate, isSustained, achievedPerSecond, ackMs, why }) => [
      html`<td class="tone ${isSustained ? 'pass' : 'fail'}">${isSustained ? marks.pass : marks.fail}</td>`,
      ...[perSecond(rate), perSecond(achievedPerSecond), timeOrDash(ackMs.p99)].map((text) => cell(text)),
      cell(why, 'words'),
    ]),
  );
}

export function wrongTable({ endState }: LoadReport): Markup | undefined {
  if (!endState || endState.examples.length === 0) return undefined;
  return table(
    ['PBX', words('State')],
    endState.examples.map(({ sn, difference }) => [cell(sn), cell(difference, 'words')]),
  );
}

function cell(value: string, look = ''): Markup {
  const text = unbroken(value);
  return look === '' ? html`<td>${text}</td>` : html`<td class="${look}">${text}</td>`;
}

/** A number and its unit stay on one line. */
function unbroken(text: string): string {
  return text.replace(/(\d) (ms|s|min|h)\b/g, '$1\u00a0$2');
}

type Head = string | { readonly words: string };

/** The header of a text column, which is left-aligned. */
function words(text: string): Head {
  return { words: text };
}

function table(head: readonly Head[], rows: readonly (readonly Markup[])[], look = ''): Markup {
  return html`<div class="wide"><table class="numbers ${look}"><thead><tr>${head.map((text) => (typeof text === 'string' ? html`<th>${text}</th>` : html`<th class="words">${text.words}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row}</tr>`)}</tbody></table></div>
`;
}
