import type { ComponentChildren } from 'preact';
import type { Tone } from './tone.ts';

export type { Tone };

/** So that color is not the only difference between states. */
const shapes: Readonly<Record<Tone, string>> = {
  good: '✓',
  bad: '✕',
  warn: '▲',
  busy: '◌',
  lost: '◆',
  idle: '–',
};

/** A state: color, shape and word. */
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
