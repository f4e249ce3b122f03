import { HookswitchError } from '../../../text/errors/errors.ts';

/** The message of the `journal-failed` error that this ends in; any other error is rethrown. */
export async function sentenceOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof HookswitchError && error.code === 'journal-failed') return error.message;
    throw error;
  }
  return 'none';
}
