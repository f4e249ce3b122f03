import { banner, code } from './markdown.mjs';

const kinds = { value: 'a value', count: 'a whole number', list: 'a list' };

/** docs/default-names.md: the names that an observer may show without being compared. */
export function defaultNamesPage({ defaultNames }) {
  return [
    banner,
    '# Default names of an observer',
    'Look up which values of your observer are not compared, because their names say that they change with every message or request.',
    '<!-- run: against=reference -->',
    "```sh\nnpx hookswitch check http://localhost:3000/webhook --observe-url 'http://localhost:3000/state?sn={sn}' --observe-check version\n```",
    'Case, hyphens and underscores do not matter, and `*` stands for any characters. A value from a message is compared anyway, such as an `id` that is the `didId`. The report names each value that changed and was not compared. `--observe-check` compares a default name, and `--observe-ignore` leaves out another one: see [observers](observers.md#what-is-compared).',
    ...defaultNames.flatMap(({ what, of, names }) => [
      `## ${what.charAt(0).toUpperCase()}${what.slice(1)}`,
      `Only ${kinds[of]} with such a name:`,
      names.map(code).join(', '),
    ]),
    '',
  ].join('\n\n');
}
