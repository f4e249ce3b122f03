/** Values that may be bound. Anything else makes the native library end the process. */
export type SqlValue = string | number | Uint8Array | null;
export type SqlRow = Readonly<Record<string, number | string | ArrayBuffer | null | undefined>>;
