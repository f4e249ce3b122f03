const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A serial number like the vendor's examples, such as 36ABCDEFGHIJKLZK. */
export function generateSerialNumber(): string {
  const drawn = crypto.getRandomValues(new Uint8Array(12));
  return `36${Array.from(drawn, (byte) => letters[byte % letters.length]).join('')}ZK`;
}
