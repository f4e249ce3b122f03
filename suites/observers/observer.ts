import type { Json } from '../json.ts';

/** What an observer saw, or why it saw nothing: its own failure is never the receiver's. */
export type Seen =
  | { readonly kind: 'state'; readonly state: Json }
  | { readonly kind: 'trouble'; readonly reason: string };

/** How the receiver's state is seen: any JSON that must not change when nothing new happened. */
export interface Observer {
  /** False when it shows one state for all PBXs: then rules that observe run one at a time. */
  readonly isPerPbx: boolean;
  look(sn: string, signal?: AbortSignal): Promise<Seen>;
}
