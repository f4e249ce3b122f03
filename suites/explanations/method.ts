import type { Explanations } from './explanation.ts';

export const method: Explanations = {
  'method/accepts-its-method': {
    lesson: 'one-route',
    production:
      'In YCM the method is a choice in a list, GET or POST. When it is not the one that the receiver serves, every message is answered 404 or 405, and the first who notices is a customer.',
    tried:
      'Sends the test message and a DID change by the method that is configured (for GET, carried as the profile says). Fails when neither is acknowledged and one is answered 404, 405 or 501, or, with GET, refused.',
  },
  'method/refuses-other-methods': {
    lesson: 'one-route',
    production:
      'The firewall, the rate limit and the alert are set up for POST. What comes by PUT passes them all, and the handler takes it, since it was bound to every method.',
    tried:
      'After a genuine message, sends messages that are genuine in everything but that they come by PUT, PATCH and DELETE. Each has to be answered with a 4xx or 501.',
  },
  'method/other-methods-have-no-effect': {
    lesson: 'one-route',
    production:
      'A filter in front lets POST through from the address of YCM only. By DELETE anybody who has one genuine message can send it, and the handler for all methods applies it.',
    tried:
      'Makes sure that the effect of a genuine message shows. Then sends messages by PUT, PATCH and DELETE, signed as they should be, each with a DID of its own. The state may not change.',
  },
  'method/checks-get-like-post': {
    lesson: 'check-first',
    production:
      'A link with a message in it is posted in a chat. The preview of the chat fetches it, the browser of whoever clicks does too, and each fetch changes the DIDs of a PBX, since "a GET only reads".',
    tried:
      'Makes sure that the effect of a genuine message shows. Then sends reports as GET, in the query, in the body and left out, without a signature or with a wrong one, each with a DID of its own. The state may not change, and where the webhook is configured for GET, each has to be refused.',
  },
};
