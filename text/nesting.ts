const [quotationMark, backslash] = [0x22, 0x5c];

/** Whether a JSON text is nested deeper than this. JSON.parse takes seconds for millions of levels, this milliseconds. */
export function isNestedDeeper(bytes: Uint8Array, maxLevels: number): boolean {
  let levels = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quotationMark) isInText = !isInText;
    else if (isInText) at += byte === backslash ? 1 : 0;
    else levels += levelStep(byte);
    if (levels > maxLevels) return true;
  }
  return false;
}

const [openList, closeList, openObject, closeObject] = Buffer.from('[]{}');

function levelStep(byte: number): number {
  if (byte === openList || byte === openObject) return 1;
  return byte === closeList || byte === closeObject ? -1 : 0;
}
