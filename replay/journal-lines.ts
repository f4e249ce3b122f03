import { isChunked } from '../listener/forwarding/framing.ts';
import { bodyBytes } from '../schemas/body-record.ts';
import type { Recording } from '../schemas/index.ts';
import { defaultProfile, HookswitchError } from '../simulator/index.ts';
import { carriageOf, messageBytes } from '../simulator/wire/request.ts';
import { expectedVerdictOf, onlyAsRecorded } from './expected.ts';
import type { Reading, RecordedMessage, RecordedRequest } from './recorded.ts';
import { unchunked } from './unchunked.ts';
import { wholeRequest } from './whole-request.ts';

type Accepted = NonNullable<NonNullable<Recording['delivery']>['accepted']>;

/** The deliveries of a journal, from its lines in order. */
export class JournalLines {
  readonly #reading: Reading;
  readonly #accepted = new Map<string, { readonly line: Recording; readonly accepted: Accepted }>();
  /** The first complete attempt of each delivery; the others repeat it. */
  readonly #attempts = new Map<string, Recording['request']>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  add(line: Recording, { id, accepted }: NonNullable<Recording['delivery']>): void {
    if (accepted) this.#accepted.set(id, { line, accepted });
    else if (!this.#attempts.has(id)) this.#attempts.set(id, line.request);
  }

  /** In the order of acceptance. @throws HookswitchError `bad-recording`. */
  messages(): RecordedMessage[] {
    return [...this.#accepted]
      .filter(([, { accepted }]) => this.#reading.isSelected(accepted.number))
      .sort(([, a], [, b]) => a.accepted.number - b.accepted.number)
      .map(([id, { line, accepted }]) => this.#message(line, accepted, this.#attempts.get(id)));
  }

  #message(line: Recording, accepted: Accepted, attempt: Recording['request'] | undefined): RecordedMessage {
    const { name, isAsRecorded } = this.#reading;
    const place = `delivery ${accepted.number}`;
    const refuse = (why: string): never => {
      throw new HookswitchError('bad-recording', `${name}, ${place}: ${why}`);
    };
    const { request, event, fault } = line;
    if (!URL.canParse(request.url))
      return refuse(`the URL of its webhook is not valid; choose other deliveries with --only`);
    const expected = expectedVerdictOf(fault);
    const isToBeRefused = expected?.verdict === 'refuse';
    if (isToBeRefused && !isAsRecorded) return refuse(onlyAsRecorded);
    const sent = isAsRecorded ? attempt && asSent(attempt, request.url) : wholeRequest(request);
    if (!sent)
      return refuse(`none of its attempts was recorded completely; choose other deliveries with --only`);
    if ('sentence' in sent) return refuse(sent.sentence);
    const profile = { ...defaultProfile, ...accepted.profile };
    const carriage = carriageOf({ method: request.method === 'GET' ? 'GET' : 'POST' }, profile);
    const parameter = carriage === 'query' ? { parameter: profile.getQueryParameter } : {};
    const carried = { bytes: messageBytes(bodyBytes(request.body), profile), carriage, ...parameter };
    return { n: accepted.number, place, event, request: sent, carried, expected, isSentOnce: isToBeRefused };
  }
}

/** An attempt has only the path and query of its webhook's URL. Undefined if part of its body is missing. */
function asSent(attempt: Recording['request'], webhookUrl: string): RecordedRequest | undefined {
  const request = wholeRequest(attempt);
  if ('sentence' in request) return undefined;
  const body = isChunked(request.headers) ? unchunked(request.body) : request.body;
  return body && { ...request, url: `${new URL(webhookUrl).origin}${request.url}`, body };
}
