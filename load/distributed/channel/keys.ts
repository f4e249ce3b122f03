/** All keys in Redis start with this. */
export const prefix = 'hookswitch';

/** The current run: its id, its state and its description. */
export const runKey = `${prefix}:run`;

/** BullMQ's queue of slices. */
export const queueName = (runId: string) => `slices-${runId}`;

/** What each worker says about itself (hash). */
export const workersKey = (runId: string) => `${prefix}:${runId}:workers`;

/** The coordinator's responses to workers that ask to join (hash). */
export const admissionsKey = (runId: string) => `${prefix}:${runId}:admissions`;

/** Messages from workers about their slices, in order (list). */
export const messagesKey = (runId: string) => `${prefix}:${runId}:messages`;

/** How long a key is kept without being refreshed (ms). */
export const keptMs = 15_000;
