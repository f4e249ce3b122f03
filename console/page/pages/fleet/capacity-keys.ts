import type { RepositoryView } from '../../../server/api/types.ts';

/** The vendor's keys of `repository`, with short forms of its descriptions. */
export const capacityKeys = {
  extensions: 'Extensions',
  concurrentCalls: 'Concurrent calls',
  enableCallRecording: 'Call recording',
  recordingCapacity: 'Recording capacity',
  transcription: 'AI transcription minutes, one-time',
  transcription_pack: 'AI transcription packs, monthly',
  receptionist: 'AI receptionist, one-time',
  receptionist_pack: 'AI receptionist packs, monthly',
} as const;

export type CapacityKey = keyof typeof capacityKeys;

/** A Cloud PBX in the vendor's example message. */
export const usualCapacity: Record<CapacityKey, string> = {
  extensions: '5',
  concurrentCalls: '5',
  enableCallRecording: 'yes',
  recordingCapacity: '500',
  transcription: '200',
  transcription_pack: '0',
  receptionist: '0',
  receptionist_pack: '0',
};

/** The values that differ. A resize contains only these. */
export function changedCapacity(before: RepositoryView, after: RepositoryView): RepositoryView {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value));
}
