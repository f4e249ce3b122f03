import type { Socket } from 'node:net';
import type { Lane } from './deliveries.ts';
import { type Address, type Done, useInMemory } from './in-memory.ts';

/** A socket reads no more than this at once (bytes). */
const maxPieceBytes = 64 * 1024;
/** How much the system takes from a writer whose reader has stopped (bytes). */
const maxInFlightBytes = 4 * 1024 * 1024;

/** One end of a connection in memory: does for a socket what the system does otherwise. */
export class End {
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
  constructor(socket: Socket, lane: Lane, addresses: { readonly local: Address; readonly remote: Address }) {
    this.#socket = socket;
    this.#lane = lane;
    const system = {
      read: () => this.#read(),
      write: (bytes: Buffer, done: Done) => this.#whenOpen(() => this.#write(bytes, done)),
      finish: (done: Done) => this.#whenOpen(() => this.#finish(done)),
      destroy: () => this.#close(),
      reset: () => {
        this.#isReset = true;
        socket.destroy();
      },
    };
    useInMemory(socket, system, addresses);
  }

  static connect(one: End, other: End): void {
    one.#peer = other;
    other.#peer = one;
  }

  open(): void {
    this.#isOpen = true;
    Object.assign(this.#socket, { connecting: false });
  }

  #whenOpen(act: () => void): void {
    if (this.#isOpen) act();
    else this.#socket.once('connect', act);
  }

  #write(bytes: Buffer, done: Done): void {
    this.#inFlightBytes += bytes.length;
    for (let at = 0; at < bytes.length; at += maxPieceBytes) {
      const piece = bytes.subarray(at, at + maxPieceBytes);
      this.#lane.post(() => this.#peer.#arrive(piece));
    }
    if (this.#inFlightBytes <= maxInFlightBytes) process.nextTick(done);
    else this.#heldWrite = done;
  }

  #finish(done: Done): void {
    this.#isFinished = true;
    this.#lane.post(() => this.#peer.#arriveEnd());
    process.nextTick(done);
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

  #read(): void {
    this.#isReading = true;
    this.#passOn();
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

  #close(): void {
    if (!this.#isOpen) return;
    const isCutShort = this.#isReset || this.#unread.length > 0;
    if (isCutShort) this.#resetPeer();
    else if (!this.#isFinished) this.#lane.post(() => this.#peer.#arriveEnd());
  }
}
