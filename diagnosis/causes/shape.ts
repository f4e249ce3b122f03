import { saidInLog, shapeOf } from '../../runner/index.ts';
import type { AttemptRecord } from '../../schemas/generated/types.ts';
import type { Cause, Follows, FoundCause } from '../cause.ts';
import type { Facts, Shape } from '../facts.ts';
import { finalResponse, finalResponses, shapes } from '../final-responses.ts';
import { refusedLike } from '../follows.ts';
import { genuineInWords, isFailure, responseInWords } from '../responses.ts';

interface Row {
  /** The shapes that are acknowledged. All others aren't. */
  readonly acknowledged: readonly Shape[];
  readonly cause: FoundCause['cause'];
  readonly title: string;
  readonly fix: string;
}

const rows: readonly Row[] = [
  {
    acknowledged: ['test'],
    cause: 'expects-object',
    title: 'Your receiver accepts the test message but rejects every event: it expects an object.',
    fix: 'Parse the body as an array of reports, and handle each item.',
  },
  {
    acknowledged: ['dids', 'capacity'],
    cause: 'expects-array',
    title: 'Your receiver accepts events but rejects the test message: it expects an array.',
    fix: 'Respond with a 2xx to the test message, {"event":"test","message":"…"}, and change nothing.',
  },
  {
    acknowledged: ['test', 'dids'],
    cause: 'refuses-capacity',
    title: 'Your receiver rejects capacity reports.',
    fix: "A capacity report has a `repository` field but no `event` field. Respond with a 2xx even if you ignore it. If the webhook isn't subscribed to capacity events, list this failure as a known one.",
  },
  {
    acknowledged: ['test', 'capacity'],
    cause: 'refuses-dids',
    title: 'Your receiver rejects DID reports.',
    fix: "Handle did_change, did_delete, trunk_delete and pce_delete, or respond with a 2xx and ignore them. If the webhook isn't subscribed to DID events, list this failure as a known one.",
  },
  {
    acknowledged: ['capacity'],
    cause: 'refuses-dids',
    title: 'Your receiver rejects the test message and DID reports.',
    fix: "The test message and DID reports have an `event` field; capacity reports don't. Find out why your receiver rejects messages that have one.",
  },
  {
    acknowledged: ['dids'],
    cause: 'refuses-capacity',
    title: 'Your receiver accepts DID reports but rejects the test message and capacity reports.',
    fix: 'The test message is an object, and a capacity report has no `event` field. Respond with a 2xx to both.',
  },
];

/** The receiver accepts arrays, and fails only if it must apply a report. */
const refusesReports: Cause = ({ genuine, probes: { unknownEvent }, printed }) => {
  if (!unknownEvent) return undefined;
  const isFailing = [genuine.dids, genuine.capacity].map(finalResponse).some(isFailure);
  return {
    cause: isFailing ? 'server-error' : 'refuses-genuine',
    title: `Your receiver accepts the test message but ${isFailing ? 'fails on' : 'rejects'} every event.`,
    evidence: [
      ...genuineInWords(genuine),
      `sent an array with an unknown event: ${responseInWords(unknownEvent)}`,
      ...saidInLog({ printed }),
    ],
    fix: `Look in its log for the reason. It accepts an array that it ignores, so applying a report fails: look at the database or files that it writes to${isFailing ? ', and for a lock that a stopped process left behind' : ''}.`,
  };
};

const expectsMilliseconds: Cause = ({ genuine, probes: { inMilliseconds } }) =>
  inMilliseconds && {
    cause: 'expects-milliseconds',
    follows: refusedOfShape(genuine),
    title:
      'Your receiver accepts the test message but rejects every report: it expects updateTime in milliseconds.',
    evidence: [
      ...genuineInWords(genuine),
      `sent the same report with its updateTime in milliseconds: ${responseInWords(inMilliseconds)}`,
    ],
    fix: 'updateTime is in seconds since 1970: multiply it by 1000 before you compare it with a clock in milliseconds, such as Date.now().',
  };

/** Some shapes of genuine messages are acknowledged, others aren't. */
export const shape: Cause = (facts: Facts) => {
  const { genuine, probes } = facts;
  const reports = expectsMilliseconds(facts) ?? refusesReports(facts);
  if (reports) return reports;
  const acknowledged = (Object.keys(genuine) as Shape[]).filter(
    (one) => finalResponse(genuine[one]).isAcknowledged,
  );
  const row = rows.find((one) => one.acknowledged.join() === acknowledged.join());
  if (!row) return undefined;
  const { bareReport, signature } = probes;
  const refused = finalResponses(genuine).filter((answer) => !answer.isAcknowledged);
  return {
    ...(refused.some(isFailure) ? asFailure(row, bareReport?.isAcknowledged === true) : row),
    follows: refusedOfShape(genuine),
    evidence: [
      ...genuineInWords(genuine),
      ...(bareReport
        ? [`sent the same report as a bare object, without the array: ${responseInWords(bareReport)}`]
        : []),
      ...(signature?.notTried ?? []),
    ],
  };
};

/** A message of a refused shape got the same response. */
function refusedOfShape(genuine: Facts['genuine']): Follows {
  const refused = shapes.filter((one) => !finalResponse(genuine[one]).isAcknowledged);
  const follows = refused.map((one) => {
    const isOfShape = (attempt: AttemptRecord) => (shapeIn(attempt) ?? one) === one;
    return refusedLike([finalResponse(genuine[one])], isOfShape);
  });
  return (result) => follows.some((isMarked) => isMarked(result));
}

/** `other` if it is neither an object nor an array; undefined if the body of a GET does not carry the message. */
function shapeIn({ request }: AttemptRecord): Shape | 'other' | undefined {
  const { body } = request;
  if (body.bytes === 0) return request.method === 'POST' ? 'other' : undefined;
  if (!('text' in body)) return 'other';
  const form = body.truncated ? body.text.trimStart() : shapeOf(Buffer.from(body.text), undefined).form;
  if (form.startsWith('{')) return 'test';
  if (!form.startsWith('[')) return 'other';
  return form.includes('repository') ? 'capacity' : 'dids';
}

/** The receiver fails instead of rejecting. The shape is certainly the reason only if the same report is accepted without its array. */
function asFailure(row: Row, isShape: boolean): Row {
  const eventsFail = row.acknowledged.join() === 'test';
  return {
    ...row,
    ...(eventsFail && !isShape && { cause: 'server-error' }),
    title:
      eventsFail && !isShape
        ? 'Your receiver accepts the test message but fails on every event.'
        : row.title.replace('rejects', 'fails on'),
    fix: `${row.fix} Look for the exception in its log.`,
  };
}
