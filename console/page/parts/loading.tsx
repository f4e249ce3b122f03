/** A loading indicator for the first load, announced to screen readers and shown only if it takes long. */
export function Loading({ what }: { what: string }) {
  return (
    <p class="loading" aria-busy="true">
      Loading {what}…
    </p>
  );
}
