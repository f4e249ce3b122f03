/** What a whole self-test found. */
export interface RecordedRun {
  readonly recordedOn: string;
  readonly rules: readonly string[];
  readonly right: number;
  readonly failed: Readonly<Record<string, readonly string[]>>;
}

interface Current {
  readonly rules: readonly { readonly id: string; readonly needs?: readonly string[] | undefined }[];
  readonly brokenReceivers: readonly Receiver[];
  readonly correctReceivers: readonly Receiver[];
}

interface Receiver {
  readonly name: string;
  readonly fails?: readonly string[];
  /** What a correct receiver fails by design. */
  readonly lenient?: readonly string[];
  readonly exception?: { readonly rules: readonly string[] | 'any' };
}

export function recordedRun(): RecordedRun | undefined;
export function staleParts(run: RecordedRun, current: Current): string[];
