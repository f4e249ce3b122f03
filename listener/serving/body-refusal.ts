import type { ReadBody } from './read-body.ts';

/** The response to a body that is not read to its end, and why. */
export interface BodyRefusal {
  readonly status: number;
  /** Stands for the event of the message, which is unknown. */
  readonly label: string;
  readonly message: string;
}

/** Undefined if the body was read, or broken off by the sender. Pure. */
export function bodyRefusalOf(kind: ReadBody['kind'], maxBodyBytes: number): BodyRefusal | undefined {
  switch (kind) {
    case 'too-large': {
      const message = `the body is larger than ${maxBodyBytes / 1024 ** 2} MiB, so it was not read to its end`;
      return { status: 413, label: 'too large', message };
    }
    case 'no-room': {
      const message = 'too many large bodies arrived at the same time, so this one was not read to its end';
      return { status: 503, label: 'not read', message };
    }
    default:
      return undefined;
  }
}
