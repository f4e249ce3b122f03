import type { Socket } from 'node:net';
import type { Lane } from './deliveries.ts';
import { type Addresses, type Done, type System, useInMemory } from './memory-socket.ts';

/** A socket reads no more than this at once (bytes). */
const maxPieceBytes = 64 * 1024;
/** How much the system takes from a writer whose reader has stopped (bytes). */
const maxInFlightBytes = 256 * 1024;

/** One end of a connection in memory: does for a socket what the system does otherwise. */
export class End implements System {
  readonly #socket: Socket;
  readonly #lane: Lane;
  #peer: End = this;
  #isOpen = false;
  /** What has arrived, but wasn't read. */
  readonly #unread: Buffer[] = [];
  #isReading = true;
  #hasPeerFinished = false;
  #isFinished = false;
  #isReset = false;
  /** What was sent, but not read by the peer. */
  #inFlightBytes = 0;
  #heldWrite: (() => void) | undefined;

  /** @param lane What this end sends. */
  constructor(socket: Socket, lane: Lane, addresses: Addresses) {
    this.#socket = socket;
    this.#lane = lane;
    useInMemory(socket, this, addresses);
  }

  static connect(one: End, other: End): void {
    one.#peer = other;
    other.#peer = one;
  }

  open(): void {
    this.#isOpen = true;
    Object.assign(this.#socket, { connecting: false });
  }

  read(): void {
    this.#isReading = true;
    this.#passOn();
  }

  write(bytes: Buffer, done: Done): void {
    if (!this.#isOpen) return void this.#socket.once('connect', () => this.write(bytes, done));
    this.#inFlightBytes += bytes.length;
    for (let at = 0; at < bytes.length; at += maxPieceBytes) {
      const piece = bytes.subarray(at, at + maxPieceBytes);
      this.#lane.post(() => this.#peer.#arrive(piece));
    }
    if (this.#inFlightBytes <= maxInFlightBytes) process.nextTick(done);
    else this.#heldWrite = done;
  }

  finish(done: Done): void {
    if (!this.#isOpen) return void this.#socket.once('connect', () => this.finish(done));
    this.#isFinished = true;
    this.#lane.post(() => this.#peer.#arriveEnd());
    process.nextTick(done);
  }

  close(): void {
    if (!this.#isOpen) return;
    const isCutShort = this.#isReset || this.#unread.length > 0;
    if (isCutShort) this.#resetPeer();
    else if (!this.#isFinished) this.#lane.post(() => this.#peer.#arriveEnd());
  }

  reset(): void {
    this.#isReset = true;
  }

  #arrive(piece: Buffer): void {
    // Nobody will read it: the system resets the connection.
    if (this.#socket.destroyed) this.#resetPeer();
    else {
      this.#unread.push(piece);
      this.#passOn();
    }
  }

  #arriveEnd(): void {
    this.#hasPeerFinished = true;
    this.#passOn();
  }

  #resetPeer(): void {
    this.#lane.post(() => this.#peer.#arriveReset());
  }

  #arriveReset(): void {
    if (this.#socket.destroyed) return;
    const error = Object.assign(new Error('read ECONNRESET'), {
      code: 'ECONNRESET',
      errno: -104,
      syscall: 'read',
    });
    this.#socket.destroy(error);
  }

  #passOn(): void {
    while (this.#isReading && this.#unread.length > 0) {
      const piece = this.#unread.shift() ?? Buffer.alloc(0);
      this.#peer.#wasRead(piece.length);
      this.#isReading = this.#socket.push(piece);
    }
    if (this.#unread.length > 0 || !this.#hasPeerFinished || this.#socket.readableEnded) return;
    this.#hasPeerFinished = false;
    this.#socket.push(null);
    this.#socket.read(0);
  }

  #wasRead(bytes: number): void {
    this.#inFlightBytes -= bytes;
    if (this.#inFlightBytes > maxInFlightBytes) return;
    const held = this.#heldWrite;
    this.#heldWrite = undefined;
    held?.();
  }
}
