import type { Question } from './question.ts';

/** Why a message fails because of earlier or simultaneous ones. */
export const whetherOthersMatter: Question = {
  question: 'Do messages fail because of earlier or simultaneous ones?',
  experiments: [
    {
      causes: ['fails-now-and-then'],
      experiment:
        'At least 20 equal messages are sent one after the other. Some fail, and later ones are acknowledged.',
    },
    {
      causes: ['broke-down'],
      experiment:
        'The same messages all fail, or nothing gets a response for several timeouts, although each kind of message was acknowledged before the rules ran. Or acknowledged messages have no effect since one message, which is sent alone after a restart and stops the effects again.',
    },
    {
      causes: ['fails-at-once'],
      experiment:
        'Messages are sent one after the other, then all at once. Only those sent at once get a 5xx.',
    },
    {
      causes: ['mixes-up-messages'],
      experiment:
        "The same, but those sent at once get a 401 or 403. Copies of one message, which can't be mixed up, don't.",
    },
    {
      causes: ['idle-connection-blocks'],
      experiment:
        'A connection is opened and left idle. Messages on other connections get a response only after it is closed.',
    },
    {
      causes: ['drops-connections'],
      experiment:
        'Idle connections are opened until one is dropped. The test message fails beside all of them, and is acknowledged beside half of them.',
    },
    {
      causes: ['rate-limit'],
      experiment: 'Messages get a 429, and are acknowledged once the check slows down or waits.',
    },
  ],
};
