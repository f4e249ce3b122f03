import { followsText, type NamedCause, namedCauses } from '../../../../../schemas/words/diagnosis-words.ts';
import type { Report } from './report.ts';

/** The causes, before all findings. */
export function DiagnosisNotes({ report }: { report: Report | undefined }) {
  if (report === undefined) return null;
  return namedCauses(report).map((cause) => (
    <CauseNote key={cause.anchor} cause={cause} results={report.results} />
  ));
}

/** Indented evidence is what the receiver printed. */
function CauseNote({ cause, results }: { cause: NamedCause; results: Report['results'] }) {
  const { heading, fix, evidence } = cause;
  return (
    <section id={cause.anchor} class="diagnosis tone-note tone-bad" aria-label={cause.label}>
      <h2>{heading}</h2>
      <p>
        <strong>Fix:</strong> {fix}
      </p>
      <ul>
        {evidence.map((line) => (
          <li key={line} class={line.startsWith('  ') ? 'printed' : undefined}>
            {line}
          </li>
        ))}
      </ul>
      <p>{followsText(cause, results)}</p>
    </section>
  );
}
