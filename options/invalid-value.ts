/** An invalid text for an option. The message follows the option and the text. */
export class InvalidValue extends Error {}
