import type { Explanations } from './explanation.ts';

export const security: Explanations = {
  'security/reveals-no-secret': {
    lesson: 'quiet-errors',
    production:
      'The text of the 401 says what was expected, which helped while it was written. A forger sends his message, reads the right signature in the answer, and sends it again with that.',
    tried:
      'Sends a genuine message, and ones that provoke an error: without a signature, with a malformed one, signed with another secret, changed after signing, by PUT, and signed nonsense. No answer, in status line, headers or body, may hold the secret (as text, Base64, hex or percent-encoded), the signature that would have been right, or a stack trace of Node.js, Python, Java, PHP, Go, .NET or Ruby.',
  },
  'security/serves-valid-tls': {
    lesson: 'valid-tls',
    production:
      'The certificate was renewed and its intermediate forgotten: browsers are content, and YCM cannot connect. Or it runs out on a Sunday, and all events until Monday are lost after their retries.',
    tried:
      'Opens a TLS connection and verifies the chain, the host name and the dates, also with --insecure. Then tries whether TLS 1.0 or 1.1 is agreed to.',
  },
  'security/is-alive-at-the-end': {
    lesson: 'quiet-errors',
    production:
      'After a night of forged messages the receiver is out of memory, or has banned the address of the proxy through which YCM comes as well. The forger has got nothing in, and has stopped everything all the same.',
    tried:
      'Runs last, after all that the other rules have sent. A DID change, or else the test message, has to be acknowledged. Inconclusive when no genuine message was acknowledged before either.',
  },
};
