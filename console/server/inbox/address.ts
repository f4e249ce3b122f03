const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a webhook's URL points to the inbox at this port. */
export function isInboxUrl(url: string, inboxPort: number): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'http:' && port === String(inboxPort) && loopbackNames.has(hostname);
}
