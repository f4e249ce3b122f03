/**
 * The main entry point has too much for one page: what it exports is told apart by the place of its file, or of the schema that it is
 * made from. The first topic that has the place counts; on its page, what comes first in `places` comes first.
 */
export const topics = [
  {
    name: 'check',
    title: 'Check a receiver',
    about: 'Check a receiver against the rules, and read the results.',
    places: [
      'suites/index',
      'runner/check',
      'schemas/report.',
      'schemas/level.',
      'suites/',
      'runner/',
      'schemas/evidence.',
    ],
  },
  {
    name: 'messages',
    title: 'Messages',
    about: 'Build the messages that YCM sends, and classify them.',
    places: [
      'simulator/message/',
      'schemas/classify.',
      'schemas/message.',
      'schemas/events.',
      'schemas/events/',
      'schemas/generated/events.',
      'schemas/unknown-message.',
    ],
  },
  {
    name: 'fleet',
    title: 'Fleets and scenarios',
    about: 'Simulate what an administrator does on a YCM, and get the resulting messages.',
    places: ['simulator/fleet', 'simulator/scenario', 'schemas/scenario.'],
  },
  {
    name: 'ycm',
    title: 'A simulated YCM',
    about: 'A fleet, up to five webhooks, and a journal of every delivery.',
    places: [
      'simulator/sender/courier.',
      'simulator/sender/sender.',
      'simulator/sender/webhooks.',
      'simulator/sender/ycm.',
      'simulator/journal/',
    ],
  },
  {
    name: 'send',
    title: 'Send as YCM does',
    about: 'Sign, send and retry; set what the vendor leaves open; send faulty messages on purpose.',
    places: [
      'simulator/wire/transmit.',
      'simulator/sender/delivery.',
      'simulator/signature/',
      'simulator/wire/outcome.',
      'simulator/wire/',
      'simulator/faults/',
      'simulator/profile.',
      'simulator/',
      'schemas/settings.',
      'schemas/webhook',
      'schemas/profile.',
      'text/option-words.',
    ],
  },
  {
    name: 'data',
    title: 'Files and schemas',
    about: 'Validate values and files against the schemas.',
    places: ['schemas/'],
  },
];

/** @throws Error when no topic has the place. */
export function topicOf(source) {
  const topic = topics.find(({ places }) => rankIn(places, source) >= 0);
  if (!topic) throw new Error(`${source} belongs to no topic: add it to scripts/docs/api/topics.mjs`);
  return topic;
}

/** Where in the places the source stands; -1: nowhere. The longest place counts. */
export function rankIn(places, source) {
  const fitting = places.filter((place) => source.startsWith(place));
  const closest = fitting.sort((a, b) => b.length - a.length)[0];
  return closest === undefined ? -1 : places.indexOf(closest);
}

/** What a page is called: a topic by its title, another entry point as it is imported. */
export function titleOf(name) {
  return topics.find((topic) => topic.name === name)?.title ?? importOf(name);
}

/** What to import from for what a page tells. */
export function importOf(name) {
  return topics.some((topic) => topic.name === name) ? 'hookswitch' : `hookswitch/${name}`;
}
