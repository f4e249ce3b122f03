import { isChunked } from '../listener/forwarding/framing.ts';
import { HookswitchError, type JournalledDelivery } from '../simulator/index.ts';
import { carriageOf, messageBytes } from '../simulator/wire/request.ts';
import { option, type Sentence, sentence } from '../text/words/option-words.ts';
import { expectedVerdictOf } from './expected.ts';
import {
  maxMessages,
  type Reading,
  type ReadRecording,
  type RecordedMessage,
  type RecordedRequest,
} from './recorded.ts';
import { onlyAsRecorded } from './recording-text.ts';
import { unchunked } from './unchunked.ts';

const maxMiB = 64;

/**
 * The deliveries of an SQLite journal, oldest first. The file is closed afterwards.
 *
 * @throws HookswitchError `journal-failed`, `bad-recording`.
 */
export async function readJournal(path: string, reading: Reading): Promise<ReadRecording> {
  // Loads SQLite only if it is needed.
  const { openSqliteJournal } = await import('../simulator/journal/sqlite/journal.ts');
  const journal = await openSqliteJournal(path);
  try {
    return { messages: recordedIn(journal.deliveries(), reading), remarks: [] };
  } finally {
    await journal.close();
  }
}

function recordedIn(deliveries: Iterable<JournalledDelivery>, reading: Reading): RecordedMessage[] {
  const messages: RecordedMessage[] = [];
  let bytes = 0;
  let n = 0;
  for (const delivery of deliveries) {
    n += 1;
    if (!reading.isSelected(n)) continue;
    const recorded = recordedOf(delivery, n, reading);
    bytes += recorded.request.body.length;
    messages.push(recorded);
    if (messages.length > maxMessages || bytes > maxMiB * 1024 * 1024) {
      const why = sentence`it contains more than ${maxMessages} messages or ${maxMiB} MiB; choose some with ${option('only')}`;
      throw new HookswitchError('bad-recording', sentence`${reading.name}: ${why}`);
    }
  }
  return messages;
}

function recordedOf(delivery: JournalledDelivery, n: number, reading: Reading): RecordedMessage {
  const { event, fault, message, profile, webhook } = delivery;
  const place = `delivery ${n}`;
  const refuse = (why: Sentence): never => {
    throw new HookswitchError('bad-recording', sentence`${reading.name}, ${place}: ${why}`);
  };
  if (!URL.canParse(webhook.url))
    return refuse(
      sentence`the URL of its webhook is not valid; choose other deliveries with ${option('only')}`,
    );
  const expected = expectedVerdictOf(fault);
  const isToBeRefused = expected?.verdict === 'refuse';
  if (isToBeRefused && !reading.isAsRecorded) return refuse(onlyAsRecorded);
  const request = reading.isAsRecorded ? requestOf(delivery) : unsigned(delivery);
  if (!request)
    return refuse(
      sentence`none of its attempts was recorded completely; choose other deliveries with ${option('only')}`,
    );
  const carriage = carriageOf(webhook, profile);
  const parameter = carriage === 'query' ? { parameter: profile.getQueryParameter } : {};
  const carried = { bytes: messageBytes(message, profile), carriage, ...parameter };
  return { n, place, event, request, carried, expected, isSentOnce: isToBeRefused };
}

/** The first recorded attempt; the others repeat it. */
function requestOf({ attempts, webhook }: JournalledDelivery): RecordedRequest | undefined {
  const sent = attempts.find(({ request }) => request !== undefined)?.request;
  if (!sent) return undefined;
  const framed = Buffer.from(sent.body);
  const body = isChunked(sent.headers) ? unchunked(framed) : framed;
  const url = `${new URL(webhook.url).origin}${sent.target}`;
  return body && { method: sent.method, url, headers: sent.headers, body };
}

function unsigned({ webhook, message }: JournalledDelivery): RecordedRequest {
  return { method: webhook.method, url: webhook.url, headers: [], body: Buffer.from(message) };
}
