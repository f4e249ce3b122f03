import type { ComponentChildren } from 'preact';

/** What is shown where there is nothing yet: says why, and what to do; its children are the buttons or links for that. */
export function EmptyState({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ComponentChildren;
}) {
  return (
    <div class="empty-state">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
