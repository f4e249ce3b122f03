import type { AttemptRecord, Evidence, Observation } from '../../../schemas/generated/types.ts';
import { clip } from '../../../text/terminal/visible.ts';
import { count } from '../../../text/words/count.ts';
import { formatMs } from '../../../text/words/durations.ts';
import { measuredLate } from '../../../text/words/measured-late.ts';
import { describeOutcomeRecord, outcomeOnWire, requestOnWire, type WireText } from '../../wire.ts';
import { html, type Markup } from './markup.ts';

const maxStateLength = 2000;
const longBlock = 1200;

/** Requests and responses, attempt by attempt, of which one may be open, and what the observer saw. */
export function tryOf(evidence: Evidence, open?: AttemptRecord): Markup {
  return html`${exchangesOf(evidence, open)}${observationsOf(evidence)}`;
}

function exchangesOf(
  { attempts, omittedAttempts, runs }: Evidence,
  open?: AttemptRecord,
): Markup | undefined {
  if (attempts.length === 0) return undefined;
  const all = count(attempts.length + omittedAttempts, 'attempt');
  const shown = omittedAttempts > 0 ? `${attempts.length} of ${all}` : all;
  const cases = runs === undefined ? '' : `, ${count(runs, 'case')}`;
  return html`<h3>HTTP exchanges: ${shown}${cases}</h3>
${attempts.map((attempt) => attemptOf(attempt, attempt === open))}`;
}

/** What the observer saw, in order. */
function observationsOf({ observations }: Evidence): Markup | undefined {
  if (observations.length === 0) return undefined;
  return html`<details class="seen"><summary><h3>What the observer saw: ${count(observations.length, 'state')}</h3></summary>
<table><thead><tr><th scope="col">after</th><th scope="col">PBX</th><th scope="col">state</th></tr></thead>
<tbody>${observations.map(observationOf)}</tbody></table></details>`;
}

function attemptOf(attempt: AttemptRecord, isOpen: boolean): Markup {
  const { n, note, fault, request, outcome, elapsedMs, measuredLateMs } = attempt;
  const came = describeOutcomeRecord(outcome);
  return html`<details class="attempt"${isOpen ? html` open` : undefined}><summary>
<span class="n">${n}</span>
<span class="what">${note ?? 'a genuine message'}${fault === undefined ? undefined : html` <code class="fault">${fault}</code>`}</span>
<span class="came">${clip(came, 60)}</span>
<span class="ms">${formatMs(elapsedMs)}</span></summary>
<div class="halves">${half(html`<b>Sent</b> at ${attempt.at}`, requestOnWire(request))}${half(
    html`<b>${outcome.kind === 'response' ? 'Response' : 'Outcome'}</b> after ${formatMs(elapsedMs)}${measuredLateMs === undefined ? undefined : `, ${measuredLate(measuredLateMs)}`}`,
    outcomeOnWire(outcome),
  )}</div></details>
`;
}

function half(title: Markup, { head, body, remark }: WireText): Markup {
  const bytes = [head, ...(body === '' ? [] : ['', body])].filter((part) => part !== undefined).join('\n');
  return html`<div><p>${title}</p>${bytes === '' ? undefined : block(bytes)}${
    remark === undefined ? undefined : html`<p class="remark">${remark}</p>`
  }</div>`;
}

/** Scrollable if long, so the keyboard must reach it. */
function block(bytes: string): Markup {
  return bytes.length > longBlock
    ? html`<pre class="long" tabindex="0">${bytes}</pre>`
    : html`<pre>${bytes}</pre>`;
}

function observationOf(observation: Observation): Markup {
  const seen = 'error' in observation ? observation.error : JSON.stringify(observation.state);
  return html`<tr><td>${formatMs(observation.atMs)}</td><td><code>${observation.sn}</code></td><td><code>${clip(seen, maxStateLength)}</code></td></tr>`;
}
