const [quotationMark, backslash] = [0x22, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether a JSON text is nested deeper than this. JSON.parse takes seconds for millions of levels, this takes milliseconds. */
export function isNestedDeeper(text: string, maxLevels: number): boolean {
  let levels = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === quotationMark) isInText = !isInText;
    else if (isInText) at += unit === backslash ? 1 : 0;
    else levels += levelStep(unit);
    if (levels > maxLevels) return true;
  }
  return false;
}

function levelStep(unit: number): number {
  if (unit === openList || unit === openObject) return 1;
  return unit === closeList || unit === closeObject ? -1 : 0;
}
