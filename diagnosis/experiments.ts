import type { Diagnosis } from '../schemas/generated/types.ts';

type CauseName = Diagnosis['cause'];

/** What proves a cause. */
interface Experiment {
  readonly causes: readonly CauseName[];
  /** What was sent or observed, and what proves the cause. */
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
    question: 'Why does no genuine message get through, or none of one kind?',
    experiments: [
      {
        causes: ['crash'],
        experiment:
          'The process ends. The messages that were in flight are sent again, one by one, until one ends it again.',
      },
      {
        causes: ['no-answer'],
        experiment:
          'Each kind of message is sent alone. Every connection is closed, or no response ever ends.',
      },
      {
        causes: ['too-slow'],
        experiment:
          'The kind of message that is late is sent again with more time. It gets a late response or none, while the other kinds get one in time.',
      },
      {
        causes: ['not-found'],
        experiment:
          'Every kind of message gets 404 or 410. The same message is sent to the path with, or without, a slash at its end.',
      },
      {
        causes: ['wrong-method'],
        experiment:
          'Every kind of message gets 404, 405 or 501. The same message is sent with the other method, and is acknowledged.',
      },
      {
        causes: ['redirect'],
        experiment:
          'Every message gets a 3xx. If its Location is on the same host and port, it is sent there.',
      },
      {
        causes: ['wrong-content-type'],
        experiment:
          'Every kind of message gets 415. The same bytes are sent as text/plain and other types until one is acknowledged.',
      },
      {
        causes: ['other-carriage'],
        experiment:
          'Every GET is refused, but acknowledged if its message is in the query instead of the body, or the other way round, and signed.',
      },
      {
        causes: ['csrf-protection'],
        experiment:
          'Every kind of message is refused, and each response mentions the token of a form, or is a 419.',
      },
      {
        causes: ['server-error'],
        experiment:
          'Every kind of message gets a 5xx, or reports do but an array that the receiver ignores does not.',
      },
      {
        causes: ['unavailable'],
        experiment: 'Every kind of message gets a 503, or messages get a 503 only if they are sent fast.',
      },
      {
        causes: ['refuses-genuine'],
        experiment:
          'Every kind of message is refused, with different statuses, or the response asks for a login before the signature matters.',
      },
      {
        causes: ['other-secret'],
        experiment:
          'Messages are signed with every known mistake, and none is accepted. The previous secret is tried too, if there is one.',
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
          'Messages are signed with each known mistake, and with pairs of mistakes. The mistake that is acknowledged is tried again with another message, and an invalid signature is refused.',
      },
    ],
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
    question: 'Are acknowledged messages lost, or applied again?',
    experiments: [
      {
        causes: ['one-state-for-all-pbxs'],
        experiment:
          'A PBX that no report was about shows the DIDs of the last reported PBX, and other DIDs after a report about another PBX.',
      },
      {
        causes: ['one-clock-for-all-pbxs'],
        experiment:
          'Reports about four new PBXs are sent. The two that are newer than all others have an effect, and the two that are older than the newest have none.',
      },
      {
        causes: ['one-clock-for-both-kinds'],
        experiment:
          'A DID report is sent that is older than the last capacity report about its PBX and newer than the last DID report. It has no effect, while a DID report that is newer than both has one.',
      },
      {
        causes: ['memory-per-process'],
        experiment:
          'The same report is sent again and again. A copy is recognized as a duplicate, a later one is applied, and the last ones are all recognized.',
      },
      {
        causes: ['loses-messages'],
        experiment:
          'Reports about different PBXs are sent one after the other, and then at once. Some of the acknowledged reports never show an effect.',
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
          'The observer shows the same state before and after two acknowledged reports; or the effect appears only at the end of the check.',
      },
      {
        causes: ['observer-unstable'],
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
        experiment: 'The time of every call to the observer is measured, and the budget was too short.',
      },
      {
        causes: ['queue-slow'],
        experiment:
          'Reports about new PBXs take longer and longer to show an effect while older ones wait, and the budget was too short.',
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
