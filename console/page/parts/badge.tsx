import type { ComponentChildren } from 'preact';
import type { Tone } from './tone.ts';

export type { Tone };

/** So that no state is told by colour alone. */
const shapes: Readonly<Record<Tone, string>> = {
  good: '✓',
  bad: '✕',
  warn: '▲',
  busy: '◌',
  lost: '◆',
  idle: '–',
};

/** A state: colour, shape and word. */
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`badge tone-${tone}`}>
      <span class="badge-shape" aria-hidden="true">
        {shapes[tone]}
      </span>
      {children}
    </span>
  );
}
