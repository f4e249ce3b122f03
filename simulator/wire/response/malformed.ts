/** Why bytes are not an HTTP response. The reader catches it and returns a value. */
export class MalformedResponse extends Error {}
