/**
 * The main entry point has too many exports for one page. Each export belongs to the topic with the place of its file, or of the schema
 * from which it is generated. The longest place counts. On a page, exports are in the order of `places`.
 */
export const topics = [
  {
    name: 'check',
    title: 'Check a receiver',
    about: 'Check a receiver against the rules.',
    places: [
      'suites/index',
      'integrations/expect/',
      'check/check',
      'options/',
      'runner/run.',
      'runner/select.',
      'suites/',
    ],
  },
  {
    name: 'receiver',
    title: 'Receivers, observers and rules',
    about: 'Look up what to pass to a check: a receiver, an observer, a downstream service.',
    places: ['check/', 'receiver/', 'observation/', 'runner/', 'schemas/level.'],
  },
  {
    name: 'report',
    title: 'Reports',
    about: 'Read what a check returns: results, findings and the diagnosis.',
    places: ['schemas/report.'],
  },
  {
    name: 'observer',
    title: 'Observers in a report',
    about: 'Read how a check saw the state of a receiver, and what it learned from it.',
    places: [
      ...['HttpObserver', 'CommandObserver', 'DownstreamObserver', 'FunctionObserver'],
      ...['LearnedState', 'LearnedField', 'FieldName'],
    ].map((type) => `schemas/report.schema.json#${type}`),
  },
  {
    name: 'format',
    title: 'Format a report',
    about: 'Turn a report into text, in the formats of the command line.',
    places: ['integrations/format-report'],
  },
  {
    name: 'evidence',
    title: 'Evidence',
    about: 'Read the attempts and observations that a result contains.',
    places: ['schemas/evidence.'],
  },
  {
    name: 'messages',
    title: 'Messages',
    about: 'Build the messages that YCM sends, and classify them.',
    places: ['simulator/message/', 'schemas/classify.', 'schemas/message.', 'schemas/unknown-message.'],
  },
  {
    name: 'events',
    title: 'Events',
    about: 'Look up the type of each event, its reports and their parts.',
    places: ['schemas/events.', 'schemas/events/', 'schemas/generated/events.'],
  },
  {
    name: 'fleet',
    title: 'Fleets',
    about: "Change a YCM's fleet (its Cloud PBXs, trunks and DIDs), and get the messages that YCM pushes.",
    places: ['simulator/fleet'],
  },
  {
    name: 'scenarios',
    title: 'Scenarios',
    about: 'Plan and run a series of changes that an administrator makes.',
    places: ['simulator/scenario', 'schemas/scenario.'],
  },
  {
    name: 'ycm',
    title: 'A simulated YCM',
    about: 'Simulate a YCM with Cloud PBXs and up to five webhooks.',
    places: [
      'simulator/sender/dispatch.',
      'simulator/sender/sender.',
      'simulator/sender/options.',
      'simulator/sender/webhooks.',
      'simulator/sender/ycm.',
    ],
  },
  {
    name: 'journal',
    title: 'Journals',
    about: 'Record every delivery and attempt, in memory or in a file.',
    places: ['simulator/journal/'],
  },
  {
    name: 'send',
    title: 'Send as YCM does',
    about: 'Send a message once, or with retries as YCM does.',
    places: [
      'simulator/wire/transmit.',
      'simulator/sender/delivery.',
      'simulator/wire/outcome.',
      'simulator/wire/',
      'simulator/',
    ],
  },
  {
    name: 'sign',
    title: 'Signatures and faults',
    about: 'Sign and verify messages, and break them on purpose.',
    places: [
      'simulator/signature/',
      'simulator/wire/request.',
      'simulator/wire/wire.',
      'simulator/faults/',
      'schemas/webhook',
    ],
  },
  {
    name: 'profile',
    title: 'Profile and settings',
    about: "Set the timeout, the retry count and the sender behavior that the vendor doesn't document.",
    places: [
      'simulator/profile.',
      'simulator/vary.',
      'simulator/sender/settings.',
      'schemas/settings.',
      'schemas/profile.',
    ],
  },
  {
    name: 'errors',
    title: 'Errors',
    about: 'Handle the errors that Hookswitch throws.',
    places: ['text/errors/'],
  },
  {
    name: 'config',
    title: 'Configuration types',
    about: 'Write a configuration file, or the responses of a downstream service, in TypeScript.',
    places: ['schemas/config.', 'schemas/downstream-responses.'],
  },
  {
    name: 'data',
    title: 'Files and schemas',
    about: 'Validate values and files against the schemas.',
    places: ['schemas/'],
  },
];

/** @throws Error if no topic has the place. */
export function topicOf(source) {
  const place = closestIn(
    topics.flatMap(({ places }) => places),
    source,
  );
  const topic = topics.find(({ places }) => places.includes(place));
  if (!topic) throw new Error(`${source} belongs to no topic: add it to scripts/docs/api/topics.mjs`);
  return topic;
}

/** The index of the source's place; -1 if none. */
export function rankIn(places, source) {
  return places.indexOf(closestIn(places, source));
}

function closestIn(places, source) {
  return places.filter((place) => source.startsWith(place)).sort((a, b) => b.length - a.length)[0];
}

/** The title of a page: a topic's title, or the name of the entry point. */
export function titleOf(name) {
  return topics.find((topic) => topic.name === name)?.title ?? importOf(name);
}

/** The `import` of the exports on a page. */
export function importOf(name) {
  return topics.some((topic) => topic.name === name) ? 'hookswitch' : `hookswitch/${name}`;
}
