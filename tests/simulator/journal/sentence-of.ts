import { HookswitchError } from '../../../simulator/errors.ts';

/** The sentence of the `journal-failed` that this ends in; anything else is thrown on. */
export async function sentenceOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof HookswitchError && error.code === 'journal-failed') return error.message;
    throw error;
  }
  return 'none';
}
