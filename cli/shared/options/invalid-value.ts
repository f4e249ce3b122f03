/** A text that an option can't take; the message follows the option and the text. */
export class InvalidValue extends Error {}
