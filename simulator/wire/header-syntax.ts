const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const latin1Text = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether it is a valid header name or method: a token (RFC 9110, 5.6.2). */
export function isHeaderName(text: string): boolean {
  return token.test(text);
}

/** Whether it is a valid header value, with one Latin-1 character per byte. */
export function isHeaderValue(text: string): boolean {
  return latin1Text.test(text);
}
