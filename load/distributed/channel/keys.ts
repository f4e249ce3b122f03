/** All that is kept in Redis has names that begin with this. */
export const prefix = 'hookswitch';

/** The run that there is: its id, whether it goes on, and what it is. */
export const runKey = `${prefix}:run`;

/** BullMQ's queue of a run's slices. */
export const queueName = (runId: string) => `slices-${runId}`;

/** Each worker with what it says of itself (hash). */
export const workersKey = (runId: string) => `${prefix}:${runId}:workers`;

/** What the coordinator says to each worker that asked to take part (hash). */
export const admissionsKey = (runId: string) => `${prefix}:${runId}:admissions`;

/** What workers tell of slices, in order (list). */
export const messagesKey = (runId: string) => `${prefix}:${runId}:messages`;

/** What nobody refreshes is gone after so long (ms). */
export const keptMs = 15_000;
