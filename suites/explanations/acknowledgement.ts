import type { Explanations } from './explanation.ts';

export const acknowledgement: Explanations = {
  'acknowledgement/acknowledges-every-event': {
    lesson: 'tell-each-item',
    production:
      'The receiver was written with the test message at hand, which is an object. Events are arrays, and a capacity report has no event at all: they end in a 400 or a crash, are sent again a few times, and are lost.',
    tried:
      'Sends a message of each documented kind at once: the test message, did_change, did_delete, trunk_delete, pce_delete, a capacity change. Fails when one of the events is answered neither with a 2xx nor as forged, while another message is acknowledged.',
  },
  'acknowledgement/acknowledges-the-test-message': {
    lesson: 'tell-each-item',
    production:
      'The administrator presses the button, sees a failure, and searches for the mistake in the network, the URL and the secret. Or the webhook is given up before its first event.',
    tried:
      'Sends the test message and a DID change at once. Fails when the change is acknowledged and the test message is refused or breaks the connection.',
  },
  'acknowledgement/acknowledges-in-time': {
    lesson: 'store-then-answer',
    production:
      'The work is done before the answer, and one day the service behind takes 12 seconds. YCM sees no answer, sends again, and the work is done two, three, four times, while the log of YCM says that every try failed.',
    tried:
      'Sends a message of each documented kind at once, and waits as long as the timeout says. Fails when one is not answered by then. An answer whose body is late is left to acknowledgement/finishes-its-response.',
  },
  'acknowledgement/acknowledges-quickly': {
    lesson: 'store-then-answer',
    production:
      'At 3 seconds of 5 there is no room: a backup, a cold start or a busy Monday takes the rest. The retries of what came too late are further load, and make the next ones late as well.',
    tried:
      'Runs alone. Sends up to 20 messages one after the other, of every kind, with 1 DID and with 25, and fails at the second that takes longer than a third of the timeout. A receiver that was slow none of the time is done after 5 seconds.',
  },
  'acknowledgement/acknowledges-a-burst': {
    lesson: 'store-then-answer',
    production:
      'A trunk is deleted that a hundred PBXs share. A hundred messages arrive in one second, and the receiver that works one at a time, or has ten connections to its database, answers the last ones 503 or too late. Retries come in the same step, and some PBXs keep DIDs that are gone.',
    tried:
      'Runs alone. After a genuine message, sends 100 trunk_delete messages about 100 PBXs at the same moment. Each has to be acknowledged within the timeout.',
  },
  'acknowledgement/acknowledges-large-messages': {
    lesson: 'read-to-the-end',
    production:
      'The default limit of the framework is 100 KiB, which no test ever reaches. The customer with 3000 DIDs does, and is answered 413 for ever. Or a loop within a loop takes a second for a hundred DIDs and a minute for a thousand.',
    tried:
      'Runs alone. After a genuine message, sends messages about one PBX with so many DIDs, and about so many PBXs with 10 DIDs each, that they have 64 KiB and 512 KiB, two of each. All have to be acknowledged. Fails too when the large one takes more than three times what its size explains, and more than a tenth of the timeout.',
  },
  'acknowledgement/does-not-redirect': {
    lesson: 'one-route',
    production:
      'The URL in YCM lacks a slash or says http, and the framework sends a friendly 308. A browser would follow; a webhook that was not acknowledged is sent again, to the same place, and then given up.',
    tried:
      'Sends a message of each documented kind at once. Fails when one is answered with a 3xx. Redirects are not followed.',
  },
  'acknowledgement/finishes-its-response': {
    lesson: 'one-route',
    production:
      'The status was sent and the handler forgot to end the answer, or promised more bytes than it sent. The log of the receiver says 200, that of the sender says timeout, and every message comes again.',
    tried:
      'Sends a message of each documented kind at once, and reads each answer to its end. Fails when the end has not come within the timeout, when the connection breaks before it, or when the answer has more than 4 MiB.',
  },
  'acknowledgement/serves-fresh-and-kept-connections': {
    lesson: 'read-to-the-end',
    production:
      'The receiver answers 401 without reading the body. On a kept connection the rest of that body is taken for the next request, so that the genuine message behind a forged one is answered 400. It happens only behind a proxy, and only now and then.',
    tried:
      'Sends genuine messages on new connections, five of them on one connection, and one on the connection of a message without a signature and of a message that was changed after signing. Each genuine one has to be acknowledged. A connection may be closed after an answer.',
  },
  'acknowledgement/survives-a-slow-sender': {
    lesson: 'read-to-the-end',
    production:
      'On the same machine a body always comes in one piece. Over the internet a long one comes in several, the first alone does not fit the signature, and the largest messages are the ones that are refused.',
    tried:
      'After a genuine message, sends one whose body comes in 5 pieces, 100 ms apart. It has to be acknowledged.',
  },
  'acknowledgement/survives-a-broken-upload': {
    lesson: 'read-to-the-end',
    production:
      'A line breaks in the middle of a message. Nobody handles the error of the stream, and the process ends; or half a message is marked as seen, and the whole one that comes after is dropped as a repetition.',
    tried:
      'After a genuine message, three times at once: sends half of the body of a message and resets the connection, then sends the same message whole. The whole one has to be acknowledged.',
  },
  'acknowledgement/does-not-wait-for-downstream': {
    lesson: 'store-then-answer',
    production:
      'The receiver hands each report on to a CRM, and answers when the CRM has. The evening on which the CRM is slow, every webhook runs into its timeout, and the retries put their load on the CRM as well.',
    tried:
      'Plays the service that the receiver calls. First it answers: the receiver has to call it. Then it takes calls and answers none, and a message of each kind and 24 more come at once: all that are usually acknowledged have to be, within the timeout. At last it answers 500, and then refuses connections: each message has to be answered in time, with a 2xx, or with a 5xx that has YCM send again.',
  },
};
