import type { ComponentChildren } from 'preact';

/** A placeholder for an empty list: why it is empty, and what to do. Its children are buttons or links. */
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
