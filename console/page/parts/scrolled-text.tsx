/** Plain text in a scrollable box, also by keyboard. */
export function ScrolledText({ name, text }: { name: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
    <section class="bytes-text" aria-label={name} tabIndex={0}>
      <pre>{text}</pre>
    </section>
  );
}
