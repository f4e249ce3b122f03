import { isSame, type LeftOut, type Seen, type SentValues } from '../../observation/index.ts';
import { stateSeen } from './run-poller.ts';

/**
 * Places that are not compared because of their names, although they may contain values from messages: an id may be that of a DID, and a
 * hash may be all that the observer shows.
 */
export class HiddenPlaces {
  /** Places that are compared despite their names. */
  readonly #content: Set<string>;
  /** Those that changed after a DID report, while nothing else did. */
  readonly #onlyHidden = new Set<string>();

  constructor(content: Set<string>) {
    this.#content = content;
  }

  /** Notes what was seen before and after a report with these values. */
  note(before: Seen, after: Seen, sent: SentValues): void {
    const values = new Set(Object.values(sent).flat());
    const earlier = leftOutOf(before);
    for (const { place, value } of leftOutOf(after)) {
      if (values.has(String(value))) this.#content.add(place);
      const isNew = !earlier.some((one) => one.place === place && isSame(one.value, value));
      if (isNew && sent.did && isSame(stateSeen(before), stateSeen(after))) this.#onlyHidden.add(place);
    }
  }

  /** No other place shows values from messages, so these are compared. */
  reveal(): void {
    for (const place of this.#onlyHidden) this.#content.add(place);
  }
}

function leftOutOf(seen: Seen): readonly LeftOut[] {
  const { left = [] } = seen.kind === 'state' ? seen : {};
  return left.filter(({ by }) => by === 'default');
}
