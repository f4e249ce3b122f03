import type { Question } from './question.ts';

/** Why some genuine messages are rejected because of their content. */
export const whichAreRefused: Question = {
  question: 'Which genuine messages are refused?',
  experiments: [
    {
      causes: ['too-large'],
      experiment:
        'A binary search finds two lengths of test messages, few bytes apart: one is accepted, and one is rejected or gets no response. Both are confirmed twice.',
    },
    {
      causes: ['expects-object'],
      experiment:
        'The test message is acknowledged, but no array is. A report outside of an array is acknowledged too.',
    },
    { causes: ['expects-array'], experiment: 'Reports are acknowledged, but the test message is not.' },
    {
      causes: ['expects-milliseconds'],
      experiment: 'No report is acknowledged unless its updateTime is in milliseconds.',
    },
    {
      causes: ['refuses-capacity'],
      experiment: 'DID reports are acknowledged, but capacity reports are not.',
    },
    { causes: ['refuses-dids'], experiment: 'Capacity reports are acknowledged, but DID reports are not.' },
  ],
};
