/** How much of a call's body is stored (bytes). */
export const maxBodyBytes = 1024 * 1024;

/** A request's body as text, cut after this many bytes. */
export async function readCallText(
  request: Request,
): Promise<{ readonly text: string; readonly isComplete: boolean }> {
  const chunks: Uint8Array[] = [];
  let left = maxBodyBytes;
  const reader = request.body?.getReader();
  while (reader && left >= 0) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value.subarray(0, left));
    left -= value.length;
  }
  // Not awaited: msw holds a copy of the request, and this one ends only after it.
  reader?.cancel().catch(() => {});
  return { text: Buffer.concat(chunks).toString('utf8'), isComplete: left >= 0 };
}
