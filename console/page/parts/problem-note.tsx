/** Shows a problem where it happened, with a retry button. Renders nothing without a problem. */
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
