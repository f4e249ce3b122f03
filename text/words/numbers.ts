/** A count with thousands separators: "12,345". */
export function withThousands(n: number): string {
  return Math.round(n).toLocaleString('en-GB');
}

/** Messages per second: "1,000/s", "0.5/s". */
export function perSecond(rate: number): string {
  return `${rate >= 100 ? withThousands(rate) : String(Number(rate.toPrecision(3)))}/s`;
}

/** A share from 0 to 1: "0.1%". Only zero is shown as 0%. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 0.001 ? 'less than 0.001' : String(Number(value.toPrecision(2)))}%`;
}

/** Time since the start: "9 s", "1:05", "1:00:05". */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first = 0, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  return [first, ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}
