import type { Transmission } from '../../simulator/index.ts';
import type { Content } from '../sending/message-to-send.ts';
import { digestOfMessage } from './kept-attempts.ts';
import { isWithin, keyOfShape, type MessageShape, shapeOf } from './message-shape.ts';

/** A message that crashes the receiver. */
interface CrashingMessage {
  /** How it was sent when it crashed the receiver. */
  readonly sent: Transmission;
  /** How the receiver ended. */
  readonly end: string;
  readonly shape: MessageShape;
}

/** How many messages of one kind must crash the receiver, and none succeed, so that the kind is the cause. */
const enoughOfAKind = 2;
const maxSurvived = 500;

/** The messages that crash a receiver, and those that it survived. */
export class CrashingMessages {
  readonly #crashing = new Map<string, CrashingMessage>();
  readonly #survived = new Map<string, MessageShape>();

  /** How the receiver crashed on this message. */
  endBy(one: Content): string | undefined {
    if (this.#crashing.size === 0) return undefined;
    return this.#crashing.get(digestOfMessage(one))?.end;
  }

  /** The kind of message that crashes the receiver, if this message wasn't sent because it is like that. */
  skippedFor(one: Content, sent: Transmission): string | undefined {
    const like = this.like(one);
    if (!like) return undefined;
    const wasSkipped = connectionFailed(like.sent)
      ? connectionFailed(sent) && this.endBy(one) === undefined
      : sent === like.sent;
    if (!wasSkipped) return undefined;
    return [like.shape.kinds.join(' and '), ...(one.fault ? [one.fault.title] : [])].join(' ');
  }

  /** A message that crashes the receiver: this one, or one like it. */
  like(one: Content): CrashingMessage | undefined {
    if (this.#crashing.size === 0) return undefined;
    return this.#crashing.get(digestOfMessage(one)) ?? this.#ofShape(shapeOf(one.message, one.fault));
  }

  #ofShape(shape: MessageShape): CrashingMessage | undefined {
    const survived = [...this.#survived.values()];
    const all = [...this.#crashing.values()];
    return all.find((known) => {
      const sameForm = ({ form, fault }: MessageShape) => form === shape.form && fault === shape.fault;
      if (sameForm(known.shape)) return !survived.some(sameForm);
      const sameKind = (one: MessageShape) => isWithin(known.shape, one);
      const isEnough = all.filter((other) => sameKind(other.shape)).length >= enoughOfAKind;
      return isEnough && sameKind(shape) && !survived.some(sameKind);
    });
  }

  /** The receiver survived it. */
  addSurvived({ message, fault }: Content): void {
    if (this.#survived.size >= maxSurvived) return;
    const shape = shapeOf(message, fault);
    this.#survived.set(keyOfShape(shape), shape);
  }

  hasSurvivedShapeOf({ message, fault }: Content): boolean {
    return this.#survived.has(keyOfShape(shapeOf(message, fault)));
  }

  /** It crashes the receiver. */
  add(one: Content, crash: Omit<CrashingMessage, 'shape'>): void {
    const shape = shapeOf(one.message, one.fault);
    this.#crashing.set(digestOfMessage(one), { ...crash, shape });
  }

  /** The message got a response, but crashes the receiver afterwards, so messages like it didn't survive either. */
  addAcknowledged(one: Content, crash: Omit<CrashingMessage, 'shape'>): void {
    this.#survived.delete(keyOfShape(shapeOf(one.message, one.fault)));
    // A copy, since the original was really sent.
    this.add(one, { ...crash, sent: { ...crash.sent } });
  }

  /** How many causes there are. Crashes by messages of one kind have the same one. */
  get causes(): number {
    const shapes = [...this.#crashing.values()].map(({ shape }) => shape);
    const isFirstOfItsKind = (shape: MessageShape, n: number) =>
      !shapes.some((other, at) => isWithin(other, shape) && (at < n || !isWithin(shape, other)));
    return shapes.filter(isFirstOfItsKind).length;
  }
}

/** No complete response came, and the connection broke. */
export function connectionFailed({ outcome }: Transmission): boolean {
  return outcome.kind === 'connection-failed';
}
