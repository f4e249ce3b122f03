import type { Report } from '../schemas/generated/types.ts';

interface Explanation {
  readonly cause: string;
  /** Ids of the rules that are not met either, as a consequence. */
  readonly explains: RegExp;
}

/**
 * Which failures explain others, the most basic first. Held against fixtures/receivers/faulty: one mistake is to look like one.
 */
export const explanations: readonly Explanation[] = [
  // Nothing is served by the method: no message can be genuine.
  { cause: 'method/accepts-its-method', explains: /^signature\/accepts-genuine$/ },
  // A signature under any secret is taken: none is checked.
  {
    cause: 'signature/rejects-other-secret',
    explains: /^(signature\/(rejects|rejected|refuses|checks)-|method\/checks-get-)/,
  },
  // A signature that is not like the genuine one makes it throw.
  {
    cause: 'signature/refuses-calmly',
    explains: /^signature\/rejects-(empty|altered-signature|weak-digest|other-encoding)$/,
  },
  // Not the raw bytes are signed.
  {
    cause: 'signature/accepts-any-formatting',
    explains: /^signature\/(accepts-non-ascii|rejects-tampered-body)$/,
  },
  // Not the whole text is compared.
  { cause: 'signature/rejects-altered-signature', explains: /^signature\/rejects-(empty|other-encoding)$/ },
  { cause: 'signature/rejects-missing', explains: /^signature\/checks-the-test-message-too$/ },
  ...[
    'missing',
    'empty',
    'tampered-body',
    'altered-signature',
    'swapped-signature',
    'weak-digest',
    'other-encoding',
    'doubled-header',
  ].map((forgery) => ({
    cause: `signature/rejects-${forgery}`,
    explains: /^signature\/rejected-has-no-effect$/,
  })),
  // Only the first piece of a body is read.
  {
    cause: 'acknowledgement/survives-a-slow-sender',
    explains: /^(acknowledgement\/acknowledges-large-messages|message\/accepts-chunked)$/,
  },
  { cause: 'retry/acknowledges-a-repetition', explains: /^retry\/(applies-|survives-a-lost-ack)/ },
  {
    cause: 'retry/applies-once',
    explains: /^retry\/(applies-concurrent-once|survives-a-lost-ack|remembers-long-enough)$/,
  },
  // One message is taken for another.
  {
    cause: 'retry/keeps-distinct-messages',
    explains: /^(message\/replaces-the-did-list|retry\/ignores-a-late-older-message)$/,
  },
  { cause: 'message/applies-every-item', explains: /^message\/replaces-the-did-list$/ },
  // What goes wrong by itself goes wrong among others as well.
  ...[
    'signature/rejected-has-no-effect',
    'message/wrong-shapes-have-no-effect',
    'retry/applies-once',
    'retry/survives-a-lost-ack',
    'retry/ignores-a-late-older-message',
    'retry/keeps-distinct-messages',
    'retry/keeps-what-it-acknowledged',
  ].map((cause) => ({ cause, explains: /^retry\/converges$/ })),
  {
    cause: 'message/refuses-wrong-shapes',
    explains: /^message\/(one-bad-item-hides-no-other|wrong-shapes-have-no-effect)$/,
  },
  { cause: 'method/refuses-other-methods', explains: /^method\/other-methods-have-no-effect$/ },
];

/** The rules that judge why genuine messages are not acknowledged, the most basic first: without that, little can be judged. */
export const basics = [
  'method/accepts-its-method',
  'signature/accepts-genuine',
  'acknowledgement/does-not-redirect',
  'acknowledgement/acknowledges-in-time',
  'acknowledgement/finishes-its-response',
  'acknowledgement/acknowledges-every-event',
  'acknowledgement/acknowledges-the-test-message',
];

/** The failed rule that explains why this one is not met, if there is one. */
export function causeOf(id: string, failed: ReadonlySet<string>): string | undefined {
  return explanations.find(({ cause, explains }) => cause !== id && failed.has(cause) && explains.test(id))
    ?.cause;
}

const servesKept = 'acknowledgement/serves-fresh-and-kept-connections';

/** Where all messages came on kept connections, a receiver that does not serve those seems to do everything wrong. */
export function causeOfEverything(
  { profile }: Pick<Report, 'profile'>,
  failed: ReadonlySet<string>,
): string | undefined {
  return profile.connections === 'kept' && failed.has(servesKept) ? servesKept : undefined;
}

/** The failed rule that says why genuine messages are not acknowledged, if there is one. */
export function causeOfUnacknowledged(failed: ReadonlySet<string>): string | undefined {
  return basics.find((id) => failed.has(id));
}
