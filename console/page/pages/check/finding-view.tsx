import type { RuleResult } from './report.ts';

/** What is wrong with the receiver, what to change, and how it came about. */
export function FindingView({ finding }: { finding: NonNullable<RuleResult['finding']> }) {
  const { expected, actual, hint, story = [] } = finding;
  return (
    <>
      <dl class="finding">
        <div>
          <dt>Expected</dt>
          <dd>A right receiver {expected}</dd>
        </div>
        <div class="is-actual">
          <dt>Actual</dt>
          <dd>This one {actual}</dd>
        </div>
        <div>
          <dt>Change</dt>
          <dd>{hint}</dd>
        </div>
      </dl>
      {story.length > 0 && (
        <>
          <h3>How it came about</h3>
          <ol class="story">
            {story.map((line, n) => (
              <li key={n}>{line}</li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
