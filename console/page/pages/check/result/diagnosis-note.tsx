import { followsText } from '../../../../../schemas/diagnosis-words.ts';
import type { Report } from './report.ts';

/** The root cause, before all findings. Indented evidence is what the receiver printed. */
export function DiagnosisNote({ report }: { report: Report | undefined }) {
  if (report?.diagnosis === undefined) return null;
  const { diagnosis, results } = report;
  const { title, fix, evidence } = diagnosis;
  return (
    <section class="diagnosis tone-note tone-bad" aria-label="Root cause">
      <h2>{title}</h2>
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
      <p>{followsText(diagnosis, results)}</p>
    </section>
  );
}
