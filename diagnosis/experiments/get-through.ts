import type { Question } from './question.ts';

/** Why no genuine message is acknowledged, or none of one kind. */
export const whyNoneGetsThrough: Question = {
  question: 'Why does no genuine message get through, or none of one kind?',
  experiments: [
    {
      causes: ['crash'],
      experiment:
        'The process ends. The messages that were in flight are sent again, one by one, until one ends it again.',
    },
    {
      causes: ['no-response'],
      experiment: 'Each kind of message is sent alone. Every connection is closed, or no response ever ends.',
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
      experiment: 'Every message gets a 3xx. If its Location is on the same host and port, it is sent there.',
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
        'Messages are signed with each known mistake or pair, or, on this machine, carry the secret. An acknowledged one is tried again, and a wrong signature refused.',
    },
  ],
};
