import { severityRank } from '../../../../../schemas/severity.ts';
import { behindHeading, hiddenText } from '../../../../../schemas/words/behind-words.ts';
import type { Report } from './report.ts';

/** What lies behind the root cause, the most harmful first. */
export function BehindNote({ report }: { report: Report | undefined }) {
  const { behind } = report ?? {};
  if (behind === undefined) return null;
  const results = behind.results.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
  const hidden = hiddenText(behind);
  return (
    <section class="tone-note tone-bad" aria-labelledby="behind">
      <h2 id="behind">{behindHeading(behind)}</h2>
      {behind.causes.map(({ cause, title, fix }) => (
        <p key={cause}>
          {title} <strong>Fix:</strong> {fix}
        </p>
      ))}
      <ol>
        {results.map(({ id, level, finding, rerun }) => (
          <li key={id}>
            <code>{id}</code> <span class="muted">{level}</span>
            <span class="failure-reason muted">{finding?.actual}</span>
            <span class="behind-fix">{finding?.fix}</span>
            {rerun !== undefined && <code class="behind-fix">{rerun}</code>}
          </li>
        ))}
      </ol>
      {hidden !== undefined && <p class="muted">{hidden}</p>}
    </section>
  );
}
