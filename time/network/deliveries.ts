/** The data in transit through memory: one delivery per turn of the event loop, in order unless a schedule chooses another one. */
export class Deliveries {
  readonly #lanes: Lane[] = [];
  #choose: (lanes: number) => number;

  /** @param choose Which of this many connections gets its next delivery; by default the one that has waited longest. */
  constructor(choose: (lanes: number) => number = () => 0) {
    this.#choose = choose;
  }

  /** A new order of deliveries from now on. */
  schedule(choose: (lanes: number) => number): void {
    this.#choose = choose;
  }

  /** One direction of a connection, whose deliveries stay in order. */
  lane(): Lane {
    return new Lane(this.#lanes);
  }

  /** Makes the next delivery. False if there is none. */
  deliverNext(): boolean {
    if (this.#lanes.length === 0) return false;
    const [lane] = this.#lanes.splice(this.#lanes.length === 1 ? 0 : this.#choose(this.#lanes.length), 1);
    lane?.deliver();
    return true;
  }
}

/** One direction of a connection. */
export class Lane {
  readonly #waiting: Lane[];
  readonly #deliveries: (() => void)[] = [];

  constructor(waiting: Lane[]) {
    this.#waiting = waiting;
  }

  post(delivery: () => void): void {
    this.#deliveries.push(delivery);
    if (this.#deliveries.length === 1) this.#waiting.push(this);
  }

  deliver(): void {
    const delivery = this.#deliveries.shift();
    if (this.#deliveries.length > 0) this.#waiting.push(this);
    delivery?.();
  }
}
