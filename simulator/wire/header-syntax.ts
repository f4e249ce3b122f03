const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const latin1Text = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether it can be the name of a header, and a method: a token (RFC 9110, 5.6.2). */
export function isHeaderName(text: string): boolean {
  return token.test(text);
}

/** Whether it can go over the wire as the value of a header, one Latin-1 character a byte. */
export function isHeaderValue(text: string): boolean {
  return latin1Text.test(text);
}
