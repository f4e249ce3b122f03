import type { Explanations } from './explanation.ts';

export const signature: Explanations = {
  'signature/accepts-genuine': {
    lesson: 'key-and-digest',
    production:
      'The unit tests sign with the same wrong rule as the code and stay green, and the first real event is answered 401. YCM tries a few times more and gives up; nobody is told. Where only + and / go wrong, one message in four passes, and it looks like a fault of the network.',
    tried:
      'Sends two genuine messages that differ in little but their signatures: one holds neither + nor /, the other holds both. Then sends a message of each documented kind at once: the test message, the four events about DIDs, a capacity change. Fails when one is answered 401 or 403, or when none is acknowledged because they are refused.',
  },
  'signature/accepts-any-formatting': {
    lesson: 'sign-raw-bytes',
    production:
      'It works for months, since the parser and YCM happen to write JSON alike. Then an upgrade of YCM, of the framework or of a library changes a space or the order of keys, and from that minute every message is answered 401.',
    tried:
      'Sends one genuine message as the profile formats it, then the same kind of report in generated formats, each signed over its own bytes: spaces, tabs and line breaks before, after and within, keys in reverse order, / written as \\/, and one or all characters as \\u escapes. Every one has to be acknowledged. Numbers keep their form. A failing format is shrunk to the smallest.',
  },
  'signature/accepts-non-ascii': {
    lesson: 'sign-raw-bytes',
    production:
      'A receiver that was tested in English alone meets a trunk named "Zürich Süd". Its HMAC is computed over a text in Latin-1, or over escapes, and does not fit; or the database refuses an emoji, and the message ends in a 500 at each try.',
    tried:
      'After a genuine message with a plain name, sends messages with generated names of trunks: Latin with accents, Cyrillic, Arabic, Chinese, Japanese, Korean, Thai, combined characters, emoji, quotes and backslashes, up to 200 characters, written as UTF-8 or as \\u escapes. Every one has to be acknowledged.',
  },
  'signature/accepts-any-header-case': {
    lesson: 'one-header',
    production:
      'It works with the sender on the desk, until a proxy, a tunnel or HTTP/2 stands in front and writes x-signature. Then no message has a signature any more, and all are refused.',
    tried:
      'After a genuine message, sends three more with the header written x-signature, X-SIGNATURE and x-Signature. Each has to be acknowledged.',
  },
  'signature/rejects-missing': {
    lesson: 'compare-in-full',
    production:
      'Whoever finds the URL, in a log, a proxy or by guessing, sends a made-up report without a signature, and the DIDs of any PBX are what he says they are. Nothing in the log looks wrong.',
    tried:
      'After a genuine message, sends a DID change and a capacity change without an X-Signature header. Then sends messages whose signature is right, but stands in another header (Signature, X-Hub-Signature-256, X-Webhook-Signature, X-Yeastar-Signature, Authorization) or in the query instead. All have to be refused with a 4xx.',
  },
  'signature/rejects-empty': {
    lesson: 'compare-in-full',
    production:
      'The check for a missing header is there, but "X-Signature: " is a header with an empty text, which is false in PHP, Python and JavaScript: the forger adds one line and is in.',
    tried:
      'After a genuine message, sends three with an empty X-Signature, one of a space and one of a tab. All have to be refused with a 4xx.',
  },
  'signature/rejects-other-secret': {
    lesson: 'one-key-only',
    production:
      'The variable with the secret is missing on one server, the key becomes the empty text, and anyone can compute that signature. Or all five webhooks share one list of secrets, and the one that leaks opens them all.',
    tried:
      'After a genuine message, sends messages signed with an empty secret, with the secret in lower and in upper case, decoded as Base64 and as hex, encoded as Base64, with a line break after it, and its first half. Then generated ones: any other 32 characters, any beginning of the secret, the secret with one character changed. All have to be refused.',
  },
  'signature/rejects-tampered-body': {
    lesson: 'sign-raw-bytes',
    production:
      'A signature that covers only some fields, or the JSON after parsing, lets a proxy or an attacker on the line change the rest: other DIDs, another PBX, and the signature still fits.',
    tried:
      'After a genuine message, sends messages that were changed after signing: other DIDs, spaces put into the JSON, a space before it, a newline after it, no body at all. Then generated changes at any place: one bit, one digit, one byte taken out, one space put in. All have to be refused.',
  },
  'signature/rejects-altered-signature': {
    lesson: 'compare-in-full',
    production:
      'A comparison that looks at the beginning only, or ignores case, turns a guess of 256 bits into one of a few: a script finds a fitting signature overnight.',
    tried:
      'After a genuine message, sends messages whose genuine signature was put into lower or upper case, cut to four characters, cut at its end or beginning, or given a byte or a text too many. Then generated ones: shortened to any length, one character changed, one put in. All have to be refused. What still decodes to the genuine digest is left to signature/rejects-other-encoding.',
  },
  'signature/rejects-swapped-signature': {
    lesson: 'check-first',
    production:
      'One genuine message in a log or a ticket is enough: its signature goes with any other body, because the receiver remembers signatures instead of computing them, or computes them over nothing.',
    tried:
      'Sends a genuine message. Then sends others that carry its signature, the signature of a genuine message that was never sent, of the test message, and of an empty body. All have to be refused.',
  },
  'signature/rejects-weak-digest': {
    lesson: 'one-key-only',
    production:
      'A receiver that also takes a plain SHA-256 takes what anyone can compute without the secret. One that lets the header choose the algorithm lets the forger choose it.',
    tried:
      'After a genuine message, sends messages signed with SHA-256 without a key (as Base64 and as hex), SHA-256 of secret and body and of body and secret, HMAC-SHA1 (as Base64, and as hex after sha1=), HMAC-MD5, MD5, and the word none. All have to be refused.',
  },
  'signature/rejects-other-encoding': {
    lesson: 'one-key-only',
    production:
      'Nobody tests the branches for hex, prefixes and JSON, since YCM sends none of them: they are where the next careless change opens the door, and two ways of writing one signature also defeat whoever keeps a list of those seen.',
    tried:
      'After a genuine message, sends messages with the right digest written otherwise: hex in lower and upper case, Base64url with and without padding, Base64 without padding, twice encoded, with its unused bits set, percent-encoded, after sha256= and v1=, with text behind it, in quotation marks, in JSON. All have to be refused.',
  },
  'signature/rejects-doubled-header': {
    lesson: 'one-header',
    production:
      'A gateway checks the first X-Signature and forwards both, and the receiver looks at the last: what was checked is not what counts.',
    tried:
      'After a genuine message, sends one with the genuine signature first and another one after it, and one the other way round. Both have to be refused.',
  },
  'signature/refuses-calmly': {
    lesson: 'compare-in-full',
    production:
      'In Node, timingSafeEqual throws when the lengths differ. Where nobody catches that, one line of curl ends the process, as often as somebody sends it; where somebody does, the log fills with 500s and the pager rings.',
    tried:
      'After a genuine message, sends messages whose signature is other text, Base64 of another length, non-ASCII text, text with control characters, or 16 KiB long; then generated ones of these kinds. Each has to be answered with a 4xx. For control characters and the long one the HTTP server may close the connection instead. At the end a genuine message has to be acknowledged.',
  },
  'signature/checks-the-test-message-too': {
    lesson: 'check-first',
    production:
      'The administrator pastes half of the secret, presses the test button and sees success. Every event after that is refused, and nobody looks, since the test went well.',
    tried:
      'After the genuine test message, sends it without a signature and signed with another secret, and an array of a test message and a report signed with another secret. All have to be refused.',
  },
  'signature/rejected-has-no-effect': {
    lesson: 'check-first',
    production:
      'The log says 401, and the forged DIDs are in the database: the body was stored, or queued, before the check, and the worker behind the queue does not check again.',
    tried:
      'Sends a genuine message and waits for its effect. Then sends forged reports about the same PBX and about one that is not known: without a signature, with an empty one, signed with another secret, and with the signature of another message. Each has a DID of its own. Neither state may change, and none of these DIDs may show.',
  },
  'signature/rejects-retired-secret': {
    lesson: 'one-key-only',
    production:
      'The secret has leaked and was replaced in YCM, which is what the button is for. The receiver keeps the old one "for a while", and whoever has it goes on forging messages.',
    tried:
      'After a genuine message, sends a DID change, a capacity change and the test message, right in everything but that they are signed with the secret that was replaced. All have to be refused.',
  },
  'signature/hides-timing': {
    lesson: 'compare-in-full',
    production:
      'A comparison that stops at the first wrong character takes longer the more characters are right. Over a quiet network, thousands of tries show the difference, and the signature of a forged message is found character by character.',
    tried:
      'Sends forged messages of two kinds in turn, with signatures that are wrong from the first character and ones that are right for most of their length, and compares how long the answers take. A difference that stays, and that cannot be seen between two samples of the same kind, fails; a machine that is too noisy to tell makes it inconclusive.',
  },
};
