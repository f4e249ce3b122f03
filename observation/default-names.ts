/** Names of values that change with every message or observation, and aren't compared unless the user asks for it. */
export interface DefaultNames {
  /** As in `--observe-ignore`: case, hyphens and underscores don't matter, and `*` stands for any characters. */
  readonly names: readonly string[];
  /** Which values have such a name. `value` is anything but a list or an object with fields of a message. */
  readonly of: 'value' | 'count' | 'list';
  /** What these values are, as a plural. */
  readonly what: string;
}

const moments = ['At', 'On', 'Time', 'Date'];

function each(beginnings: readonly string[], ends: readonly string[]): string[] {
  return beginnings.flatMap((beginning) => ends.map((end) => `${beginning}${end}`));
}

const ofMessages = ['request', 'httpRequest', 'message', 'webhook', 'notification', 'delivery', 'attempt'];
const written = ['updated', 'modified', 'changed', 'written', 'saved', 'stored', 'synced'];

/** The whole table. Each difference that it hides is in the report. */
export const defaultNames: readonly DefaultNames[] = [
  {
    what: 'ids of rows and messages',
    of: 'value',
    names: [
      ...['id', 'uuid', 'guid', 'pk', 'rowId', 'recordId', 'snapshotId', 'batchId', 'importId', 'syncId'],
      ...['rowUuid', 'recordUuid', 'messageId', 'messageUuid', 'eventId', 'eventUuid', 'deliveryId'],
    ],
  },
  {
    what: 'versions of rows',
    of: 'value',
    names: [
      ...['version', '*version', '__v', 'rev', 'revision', '*revision', 'etag', '*etag', '*modstamp'],
      ...['seqNo', 'xmin', 'ctid', 'oraRowscn', 'modifyIndex', 'cas', 'concurrencyStamp', 'concurrencyToken'],
    ],
  },
  {
    what: 'checksums, which may cover a version or a time',
    of: 'value',
    names: ['*checksum', '*hash', '*digest', '*fingerprint', 'crc', 'crc32', 'md5', 'sha1', 'sha256'],
  },
  {
    what: 'times of writing',
    of: 'value',
    names: each(['*created', '*inserted', '*applied', ...written.map((verb) => `*${verb}`)], moments),
  },
  {
    what: 'facts about the last message: its arrival, its result',
    of: 'value',
    names: [
      ...each(['lastSeen', 'lastHeard', 'lastContact', 'lastActivity'], ['', ...moments]),
      ...each(
        [...ofMessages, ...written].map((noun) => `last_${noun}`),
        ['', ...moments],
      ),
      ...each(['lastEvent', 'lastReport', 'lastUpdate', 'lastChange', 'lastWrite'], moments),
      ...each(['*received', '*seen', '*processed', '*handled', '*delivered'], moments),
      ...['lastResult', 'lastOutcome', 'lastStatus', 'lastError', 'heartbeat', 'received', 'seen'],
    ],
  },
  {
    what: 'counts of messages that arrived or were ignored',
    of: 'count',
    names: [
      ...[
        '*received*',
        '*request*',
        '*attempt*',
        '*retry*',
        '*retries*',
        '*deliver*',
        '*duplicate*',
        '*dedup*',
      ],
      ...['*skipped*', '*ignored*', '*rejected*', '*refused*', '*discarded*', '*dropped*', '*superseded*'],
      ...['*outOfOrder*', '*deadLetter*', '*invalid*', '*malformed*', '*unreadable*', '*unprocessable*'],
      ...['*quarantined*', '*failed*', '*failure*', '*error*', 'stale*', 'late', 'lateCount', 'outdated*'],
    ],
  },
  {
    what: 'logs of messages that arrived or were ignored',
    of: 'list',
    names: [
      ...['log', 'logs', 'auditLog', 'eventLog', 'messageLog', 'requestLog', 'webhookLog', 'deliveryLog'],
      ...['activityLog', 'audit', 'auditTrail', '*requests', '*attempts', '*deliveries', '*duplicates'],
      ...['*received*', '*skipped*', '*ignored*', '*rejected*', '*refused*', '*discarded*', '*dropped*'],
      ...['*deadLetter*', '*invalid*', '*malformed*', '*quarantined*', '*failed*', '*failures', '*errors'],
      ...['problems', 'warnings'],
    ],
  },
  {
    what: 'values of each observation: its time, its duration, who responded',
    of: 'value',
    names: [
      ...['now', 'serverTime', 'currentTime', 'asOf', ...each(['generated', 'refreshed', 'taken'], moments)],
      ...['requestId', 'traceId', 'correlationId', 'spanId', 'took*', 'elapsed*', 'latency*', 'queryTime*'],
      ...[
        'responseTime*',
        'duration',
        'durationMs',
        'uptime*',
        'idle*',
        'ttl*',
        'age',
        '*ageSeconds',
        '*ageMs',
      ],
      ...[
        '*ago',
        'pid',
        'servedBy',
        'worker',
        'thread',
        'process',
        'instance',
        'replica',
        'pod',
        'container',
      ],
      ...['hostname', ...each(['worker', 'thread', 'process', 'instance', 'replica'], ['Id', 'Pid', 'Name'])],
    ],
  },
];
