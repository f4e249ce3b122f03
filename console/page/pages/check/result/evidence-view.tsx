import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ScrolledText } from '../../../parts/scrolled-text.tsx';
import { countWithWord } from '../../../parts/words/count.ts';
import { durationInWords } from '../../../parts/words/duration.ts';
import { AttemptView } from './attempt-view.tsx';
import type { RuleResult } from './report.ts';

type Evidence = RuleResult['evidence'];

const fewAttempts = 20;
const fewObservations = 20;
const maxJson = 4000;

/** The exchanges and what the observer saw. Closed at first, and rendered only when opened. */
export function EvidenceView({ evidence }: { evidence: Evidence }) {
  const { attempts, observations, notes = [], counterexample, omittedAttempts } = evidence;
  return (
    <div class="evidence">
      {notes.length > 0 && (
        <ul>
          {notes.map((note, n) => (
            <li key={n}>{note}</li>
          ))}
        </ul>
      )}
      {counterexample !== undefined && (
        <Opened title="Smallest failing case">{() => <Json value={counterexample} />}</Opened>
      )}
      {attempts.length > 0 && (
        <Opened
          title={`Exchanges: ${countWithWord(attempts.length, 'attempt')}${omittedAttempts === 0 ? '' : `, ${omittedAttempts} more not stored`}`}
        >
          {() => (
            <Few items={attempts} few={fewAttempts} what="attempts">
              {(attempt, n) => <AttemptView key={n} attempt={attempt} />}
            </Few>
          )}
        </Opened>
      )}
      {observations.length > 0 && (
        <Opened title={`Observed state: ${countWithWord(observations.length, 'observation')}`}>
          {() => (
            <Few items={observations} few={fewObservations} what="looks">
              {(observation, n) => (
                <div key={n} class="observation">
                  <p class="muted">
                    <code>{observation.sn}</code> after {durationInWords(observation.atMs)}
                  </p>
                  {'error' in observation ? <p>{observation.error}</p> : <Json value={observation.state} />}
                </div>
              )}
            </Few>
          )}
        </Opened>
      )}
    </div>
  );
}

function Opened({ title, children }: { title: string; children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children()}
    </details>
  );
}

interface FewProps<Item> {
  readonly items: readonly Item[];
  readonly few: number;
  readonly what: string;
  readonly children: (item: Item, n: number) => ComponentChildren;
}

/** The first items of a long list, with a button to see all. */
function Few<Item>({ items, few, what, children }: FewProps<Item>) {
  const [isAll, setAll] = useState(false);
  return (
    <>
      {items.slice(0, isAll ? items.length : few).map(children)}
      {!isAll && items.length > few && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>
          Show all {items.length} {what}
        </button>
      )}
    </>
  );
}

function Json({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? 'nothing';
  const isCut = text.length > maxJson;
  const shown = isCut ? `${text.slice(0, maxJson)}\n… see the JSON report for the rest` : text;
  return <ScrolledText name="As JSON" text={shown} />;
}
