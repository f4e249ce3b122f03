/** Says what went wrong where it went wrong, with a way to try again. Renders nothing without a problem. */
export function ProblemNote({
  problem,
  onRetry,
}: {
  problem: { message: string } | undefined;
  onRetry?: () => void;
}) {
  if (problem === undefined) return null;
  return (
    <div class="problem-note" role="alert">
      <p>
        <span aria-hidden="true">✕ </span>
        {problem.message}
      </p>
      {onRetry !== undefined && (
        <button type="button" class="outline" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
