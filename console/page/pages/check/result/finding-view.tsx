import type { RuleResult } from './report.ts';

/** A problem of the receiver, its fix, and the steps that show it. */
export function FindingView({ finding }: { finding: NonNullable<RuleResult['finding']> }) {
  const { expected, actual, fix, steps = [] } = finding;
  return (
    <>
      <dl class="finding">
        <div>
          <dt>Expected</dt>
          <dd>{expected}</dd>
        </div>
        <div class="is-actual">
          <dt>Actual</dt>
          <dd>{actual}</dd>
        </div>
        <div>
          <dt>Fix</dt>
          <dd>{fix}</dd>
        </div>
      </dl>
      {steps.length > 0 && (
        <>
          <h3>Steps</h3>
          <ol class="steps">
            {steps.map((line, n) => (
              <li key={n}>{line}</li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
