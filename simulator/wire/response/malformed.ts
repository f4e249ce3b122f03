/** Why bytes are not an HTTP response. It never leaves the reader, which makes a value of it. */
export class MalformedResponse extends Error {}
