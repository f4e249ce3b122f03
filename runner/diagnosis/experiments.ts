import type { Diagnosis } from '../../schemas/generated/types.ts';

type CauseName = Diagnosis['cause'];

/** What proves a cause. */
interface Experiment {
  readonly causes: readonly CauseName[];
  /** What was sent or seen, and what decides. */
  readonly experiment: string;
}

/** A question about a receiver, and the experiments that answer it. */
interface Question {
  readonly question: string;
  readonly experiments: readonly Experiment[];
}

/** The causes, in the order of the questions that `decide` asks. */
export const questions: readonly Question[] = [
  {
    question: 'Why does no genuine message get through, or none of a shape?',
    experiments: [
      {
        causes: ['crash'],
        experiment:
          'The process ends. The messages of that moment are sent again, one by one, until one ends it again.',
      },
      {
        causes: ['no-answer'],
        experiment:
          'Every shape of message is sent alone. Each connection is closed, or no response has an end.',
      },
      {
        causes: ['too-slow'],
        experiment:
          'The late shape is sent again with more time. It gets a late response or none, and the other shapes are in time.',
      },
      {
        causes: ['not-found'],
        experiment:
          'Every shape gets 404 or 410. The same message is sent to the path with, or without, a slash at its end.',
      },
      {
        causes: ['wrong-method'],
        experiment:
          'Every shape gets 405 or 501, or 404. The same message is sent with the other method, which is acknowledged.',
      },
      { causes: ['redirect'], experiment: 'Every shape gets a 3xx. The Location header is shown.' },
      {
        causes: ['wrong-content-type'],
        experiment:
          'Every shape gets 415. The same bytes are sent as text/plain and other types until one is acknowledged.',
      },
      {
        causes: ['csrf-protection'],
        experiment: 'Every shape is refused, and each response names a token of a form, or is a 419.',
      },
      {
        causes: ['server-error'],
        experiment: 'Every shape gets a 5xx, or reports do and an array that is ignored does not.',
      },
      {
        causes: ['unavailable'],
        experiment: 'Every shape gets a 503, or messages get a 503 that come fast and not at a slower pace.',
      },
      {
        causes: ['refuses-genuine'],
        experiment:
          'Every shape is refused with different statuses, or the response asks for a login before the signature matters.',
      },
      {
        causes: ['other-secret'],
        experiment:
          'Every known mistake is tried with the signature, one message each, and none is accepted. The previous secret is tried too, if it is given.',
      },
      {
        causes: [
          'signature-hex',
          'signature-base64url',
          'signature-unpadded',
          'signature-lower-cased',
          'signature-base64-of-hex',
          'signature-base64-twice',
          'signature-url-encoded',
          'signature-quoted',
          'signature-prefix',
          'signature-other-header',
          'signature-bare-secret',
          'signature-empty-secret',
          'signature-decoded-secret',
          'signature-other-key',
          'signature-re-serialized',
          'signature-other-body',
          'signature-other-digest',
        ],
        experiment:
          'A message is sent with each known mistake in its signature, singly and in pairs. The one that is acknowledged is sent again with another message, and garbage in its place is refused.',
      },
    ],
  },
  {
    question: 'Do forged messages get through?',
    experiments: [
      {
        causes: ['no-signature-check'],
        experiment:
          'Messages with another secret, a changed body, a changed signature and the signature of another message are sent. All are acknowledged, and they change the state, or nothing shows it.',
      },
      {
        causes: ['acknowledges-forgeries'],
        experiment: 'The same messages are all acknowledged, and none changes the state.',
      },
    ],
  },
  {
    question: 'Which genuine messages are refused?',
    experiments: [
      {
        causes: ['too-large'],
        experiment:
          'Test messages of growing length are sent, in halves of the interval, until few bytes separate one that is accepted from one that is rejected or gets no response. Both are confirmed twice.',
      },
      {
        causes: ['expects-object'],
        experiment:
          'The test message is acknowledged, no array is, and the same report is without its array.',
      },
      { causes: ['expects-array'], experiment: 'Reports are acknowledged, and the test message is not.' },
      {
        causes: ['refuses-capacity'],
        experiment: 'DID reports are acknowledged, and capacity reports are not.',
      },
      { causes: ['refuses-dids'], experiment: 'Capacity reports are acknowledged, and DID reports are not.' },
    ],
  },
  {
    question: 'Do messages fail because of those before or beside them?',
    experiments: [
      {
        causes: ['fails-now-and-then'],
        experiment:
          'At least 20 equal messages are sent one after the other. Some fail, and later ones are acknowledged.',
      },
      {
        causes: ['broke-down'],
        experiment:
          'The same messages all fail, or nothing gets a response for several timeouts, although each shape was acknowledged before the rules; or acknowledged messages have no effect since one message, which is sent alone after a restart and stops the effects again.',
      },
      {
        causes: ['fails-at-once'],
        experiment: 'Messages are sent one after the other and then at once. Only those at once get a 5xx.',
      },
      {
        causes: ['mixes-up-messages'],
        experiment:
          'The same, and those at once get a 401 or 403. Copies of one message at once, which can not be mixed up, do not.',
      },
      {
        causes: ['idle-connection-blocks'],
        experiment:
          'A connection is opened and left idle. Messages on others get a response only when it is closed.',
      },
      {
        causes: ['drops-connections'],
        experiment:
          'Idle connections are opened until one is dropped. The test message fails beside them, and is acknowledged beside half of them.',
      },
      {
        causes: ['rate-limit'],
        experiment: 'Messages get a 429, and are acknowledged once the check slows down or waits.',
      },
    ],
  },
  {
    question: 'Are acknowledged messages lost, or applied again?',
    experiments: [
      {
        causes: ['memory-per-process'],
        experiment:
          'The same report is sent again and again. A copy is recognized, a later one is applied, and the last ones are all recognized.',
      },
      {
        causes: ['loses-messages'],
        experiment:
          'Reports about different PBXs are sent one after the other, and then at once. Some of those that are acknowledged never show.',
      },
    ],
  },
  {
    question: 'What keeps the check from seeing effects?',
    experiments: [
      {
        causes: ['observer-not-found'],
        experiment: 'The observer responds 404 for a PBX before and after two acknowledged reports.',
      },
      {
        causes: ['observer-shows-no-effect'],
        experiment:
          'The observer shows the same state before and after two acknowledged reports; or the effect shows only at the end of the check.',
      },
      {
        causes: ['observer-moves'],
        experiment: 'The observer shows different states of a PBX that got no message.',
      },
      {
        causes: ['observer-fails'],
        experiment: 'The observer shows a state before a report, and an error after it.',
      },
      {
        causes: ['observer-shows-all'],
        experiment: 'One state shows all PBXs, so rules run one at a time, and the budget was too short.',
      },
      {
        causes: ['observer-slow'],
        experiment: 'The time of every look is measured, and the budget was too short.',
      },
      {
        causes: ['queue-slow'],
        experiment:
          'Reports about a fresh PBX show later and later while older ones wait, and the budget was too short.',
      },
      {
        causes: ['effects-late'],
        experiment: 'The time from the ack to the effect is measured, and the budget was too short.',
      },
      {
        causes: ['effects-in-steps'],
        experiment: 'A state changes again although nothing was sent, and the budget was too short.',
      },
    ],
  },
];
