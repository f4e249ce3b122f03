/** Every updateTime of a message in milliseconds; bytes in the same form. Pure. */
export function timeInMs(message: unknown): unknown {
  if (message instanceof Uint8Array) return inBytes(message);
  if (Array.isArray(message)) return message.map(timeInMs);
  if (typeof message !== 'object' || message === null || !('updateTime' in message)) return message;
  const { updateTime } = message;
  return typeof updateTime === 'number' ? { ...message, updateTime: updateTime * 1000 } : message;
}

/** Ten digits are seconds. */
const seconds = /("updateTime"\s*:\s*\d{10})(?!\d)/g;

/** As latin1, every byte stays as it is. */
function inBytes(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replace(seconds, '$1000'), 'latin1');
}
