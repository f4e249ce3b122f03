import { outcomeNames, outcomeTone } from '../delivery-words.ts';

/** A color of the page for the canvas. */
export function cssColor(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The color of each outcome for the canvas. */
export function outcomeColors(): Readonly<Record<string, string>> {
  return Object.fromEntries(outcomeNames.map((name) => [name, cssColor(`--${outcomeTone(name)}`)]));
}
