import type { AttemptOutcomeName } from '../../../../server/api/types.ts';

/** The corners of each outcome's mark around 0, so that color is not the only difference. Acknowledged is a dot. */
const corners: Readonly<
  Record<Exclude<AttemptOutcomeName, 'acknowledged'>, readonly (readonly [number, number])[]>
> = {
  refused: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  timeout: [
    [0, -1.3],
    [1.3, 1],
    [-1.3, 1],
  ],
  'connection-failed': [
    [0, -1.5],
    [1.5, 0],
    [0, 1.5],
    [-1.5, 0],
  ],
  aborted: [
    [-1.4, -0.4],
    [1.4, -0.4],
    [1.4, 0.4],
    [-1.4, 0.4],
  ],
};

/** Draws the mark of an outcome on a chart. */
export function drawMark(
  ctx: CanvasRenderingContext2D,
  outcome: AttemptOutcomeName,
  { x, y, color }: { x: number; y: number; color: string },
): void {
  const radius = (outcome === 'acknowledged' ? 2.2 : 3.2) * devicePixelRatio;
  ctx.fillStyle = color;
  ctx.beginPath();
  if (outcome === 'acknowledged') ctx.arc(x, y, radius, 0, 2 * Math.PI);
  else for (const [dx, dy] of corners[outcome]) ctx.lineTo(x + dx * radius, y + dy * radius);
  ctx.fill();
}

/** The same mark as the points of an SVG polygon, for the legend. */
export function markPoints(outcome: Exclude<AttemptOutcomeName, 'acknowledged'>, radius: number): string {
  return corners[outcome].map(([x, y]) => `${x * radius},${y * radius}`).join(' ');
}
