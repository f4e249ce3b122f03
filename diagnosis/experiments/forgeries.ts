import type { Question } from './question.ts';

/** Why forged messages are accepted. */
export const whetherForgeriesGetThrough: Question = {
  question: 'Do forged messages get through?',
  experiments: [
    {
      causes: ['no-signature-check'],
      experiment:
        'Messages with another secret, a changed body, a changed signature and the signature of another message are sent. All are acknowledged, and they change the state, or no observer shows whether they do.',
    },
    {
      causes: ['acknowledges-forgeries'],
      experiment: 'The same messages are all acknowledged, and none changes the state.',
    },
  ],
};
