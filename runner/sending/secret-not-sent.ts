/** Why a request with the secret itself wasn't sent to another host, and how to find out what it would have shown. Pure. */
export function secretNotSent(does: 'accepts' | 'expects', url: string): string {
  return `not tried: whether your receiver ${does} the secret itself. That would send the secret to ${new URL(url).hostname}. To find out, check your receiver on this machine.`;
}
