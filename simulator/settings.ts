/** Timeout and retry count, one value for all webhooks of a YCM. */
export interface Settings {
  /** "the maximum time to wait for an HTTP response …, with a time range of 3-10 seconds". */
  readonly timeoutSeconds: number;
  /** Resends after the first request, 1-5 (the range is documented for the sibling P-Series). */
  readonly retryCount: number;
}

/** The values of the sibling's example: 5 s and 3 resends. */
export const defaultSettings: Settings = { timeoutSeconds: 5, retryCount: 3 };
