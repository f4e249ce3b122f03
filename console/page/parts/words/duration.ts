/** A duration for people: 0.42 ms, 142 ms, 2.31 s, 3 s. */
export function durationInWords(ms: number): string {
  if (ms >= 1000) return `${ms % 1000 === 0 ? ms / 1000 : (ms / 1000).toFixed(2)} s`;
  const digits = ms >= 10 ? 0 : ms >= 1 ? 1 : 2;
  return `${Number(ms.toFixed(digits))} ms`;
}

/** The remark for an outcome that may not be the receiver's fault. */
export function lateWords(lateMs: number): string {
  return `measured late: Hookswitch itself was delayed by ${durationInWords(lateMs)}`;
}
