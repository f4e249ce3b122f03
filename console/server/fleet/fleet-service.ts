import {
  emptyFleet,
  type Fleet,
  type FleetMessage,
  type PushedDelivery,
  type Sender,
} from '../../../simulator/index.ts';
import type { SearchableJournal } from '../../../simulator/journal/journal.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import { newestFirst } from '../deliveries/newest-first.ts';
import type { Unpushed, ValueStore } from '../state/store.ts';
import { viewOf } from './view.ts';

/**
 * Stores the fleet and pushes its changes. The journal is another file, so messages are stored together with the fleet, and removed once
 * the journal has them. If a console was killed in between, the next one pushes those that are missing in the journal. So a restart loses
 * no message and pushes none twice.
 */
export class FleetService {
  readonly #sender: Sender;
  readonly #journal: SearchableJournal;
  readonly #values: ValueStore;
  #fleet: Fleet;
  #unpushed: readonly Unpushed[];

  constructor(sender: Sender, journal: SearchableJournal, values: ValueStore) {
    const kept = values.read('fleet');
    this.#sender = sender;
    this.#journal = journal;
    this.#values = values;
    this.#fleet = (kept as Fleet | undefined) ?? emptyFleet;
    this.#unpushed = kept?.unpushed ?? [];
  }

  get fleet(): Fleet {
    return this.#fleet;
  }

  /** Pushes the messages that a killed console left. @throws HookswitchError `journal-failed`. */
  async resume(): Promise<void> {
    for (const left of this.#unpushed) {
      if (isJournalled(left, this.#journal)) this.#forget(left);
      else await this.#push(left);
    }
  }

  /** Resolves when the journal has the messages. @throws HookswitchError `journal-failed`, `bad-file`. */
  async change(fleet: Fleet, messages: readonly FleetMessage[]): Promise<readonly PushedDelivery[]> {
    const { profile } = this.#sender;
    const texts = messages.map((message) => Buffer.from(messageBytes(message, profile)).toString('utf8'));
    const unpushed = { after: this.#journal.lastSeq, messages: texts };
    const isSilent = texts.length === 0;
    this.#write(fleet, isSilent ? this.#unpushed : [...this.#unpushed, unpushed]);
    return isSilent ? [] : this.#push(unpushed);
  }

  async #push(unpushed: Unpushed): Promise<readonly PushedDelivery[]> {
    const pushed = await this.#sender.pushAll(unpushed.messages.map((text) => Buffer.from(text)));
    this.#forget(unpushed);
    return pushed;
  }

  #forget(unpushed: Unpushed): void {
    this.#write(
      this.#fleet,
      this.#unpushed.filter((other) => other !== unpushed),
    );
  }

  /** If it can't be written, it doesn't take effect. */
  #write(fleet: Fleet, unpushed: readonly Unpushed[]): void {
    this.#values.write('fleet', { ...viewOf(fleet), unpushed });
    this.#fleet = fleet;
    this.#unpushed = unpushed;
  }
}

/** The journal stores the messages of a change together. */
function isJournalled({ after, messages }: Unpushed, journal: SearchableJournal): boolean {
  for (const { message } of newestFirst(journal, { first: after + 1 }))
    if (messages.includes(Buffer.from(message).toString('utf8'))) return true;
  return false;
}
