/** Maps values to positions, with the values of its tick marks. */
export interface Scale {
  /** The position of a value, from 0 to 1. */
  at(value: number): number;
  readonly marks: readonly number[];
}

/** From 0 to at least this, with round tick marks. */
export function linearScale(greatest: number): Scale {
  const step = roundStep(greatest / 4);
  const top = Math.max(1, Math.ceil(greatest / step)) * step;
  const marks = Array.from({ length: Math.round(top / step) + 1 }, (_, n) => n * step);
  return { at: (value) => value / top, marks };
}

/** From 0 to exactly this, with tick marks at whole seconds (ms). */
export function timeScale(lastMs: number): Scale {
  const step = Math.max(1000, roundStep(lastMs / 8));
  const top = Math.max(lastMs, 1);
  const marks = Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step);
  return { at: (value) => value / top, marks };
}

/** Powers of ten around the values. Smaller values are shown at the lower end. */
export function logScale(least: number, greatest: number): Scale {
  const low = Math.floor(Math.log10(Math.max(least, 0.01)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(greatest, 0.01))));
  const marks = Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n));
  return { at: (value) => (Math.log10(Math.max(value, 10 ** low)) - low) / (high - low), marks };
}

/** 1, 2 or 5 times a power of ten, at least the value. */
function roundStep(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}
