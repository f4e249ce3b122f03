/** While something is loaded for the first time; says so to screen readers, and shows only when it takes long. */
export function Loading({ what }: { what: string }) {
  return (
    <p class="loading" aria-busy="true">
      Loading {what}…
    </p>
  );
}
