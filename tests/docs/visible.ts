import { parsePage } from './page.ts';

/** A block as a reader sees it, without comments. */
export interface VisibleBlock {
  readonly language: string;
  readonly text: string;
  /** The name in the line above: `NAME` in backticks, and a colon. */
  readonly file: string | undefined;
  /** The line on the page. */
  readonly line: number;
}

/** The blocks of a page, from its visible text only. */
export function visibleBlocks(text: string): VisibleBlock[] {
  // A comment keeps its lines, so that places are those of the page.
  const visible = text.replaceAll(/^<!--.*?-->$/gms, (comment) => comment.replaceAll(/[^\n]/g, ''));
  const lines = visible.split('\n');
  return parsePage('page', visible).blocks.map(({ place, language, text: block }) => {
    const line = Number(place.split(':')[1]);
    const above = lines.slice(0, line - 1).findLast((one) => one.trim() !== '') ?? '';
    return { language, text: block, file: /^`([^`]+)`:$/.exec(above)?.[1], line };
  });
}
