/** The largest body that is kept of a call (bytes). */
export const maxBodyBytes = 1024 * 1024;

/** A request's body as text, cut off after so many bytes. */
export async function readText(
  request: Request,
): Promise<{ readonly text: string; readonly isComplete: boolean }> {
  const chunks: Uint8Array[] = [];
  let left = maxBodyBytes;
  for await (const chunk of request.body ?? []) {
    chunks.push(chunk.subarray(0, left));
    left -= chunk.length;
    if (left < 0) break;
  }
  return { text: Buffer.concat(chunks).toString('utf8'), isComplete: left >= 0 };
}
