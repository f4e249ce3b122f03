/** A body without its chunked framing (RFC 9112, 7.1); undefined if it isn't chunked, or is incomplete. Pure. */
export function unchunked(framed: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; at < framed.length; ) {
    const lineEnd = framed.indexOf('\r\n', at);
    const size = /^[0-9a-f]{1,8}$/i.exec(lineEnd < 0 ? '' : framed.toString('latin1', at, lineEnd))?.[0];
    if (size === undefined) return undefined;
    const start = lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (end === start) return Buffer.concat(chunks);
    chunks.push(framed.subarray(start, end));
    at = end + 2;
  }
  return undefined;
}
