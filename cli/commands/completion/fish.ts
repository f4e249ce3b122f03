import { isEmpty, type Offer } from './offers.ts';
import { type CommandWords, type Flag, firstWordsOf, groupsOf, helpFlag } from './words.ts';

/** A completion script for fish. Pure. */
export function fishScript(commands: readonly CommandWords[]): string {
  const lines = [
    ...firstWordsOf(commands).map(({ word, help }) => line('', `-a ${word}`, help)),
    line('', flagWords(helpFlag), helpFlag.help),
    line('', '-l version', 'print the version'),
    ...[...groupsOf(commands)].flatMap(([group, words]) =>
      words.map((word) => {
        const only = commands.find(({ name }) => name === `${group} ${word}`);
        return line(group, `-a ${word}`, only?.description ?? '', true);
      }),
    ),
    ...commands.flatMap(({ name, flags, positions }) => [
      ...flags.map((flag) => line(name, flagWords(flag), flag.help)),
      ...positions
        .filter(({ offer }) => !isEmpty(offer))
        .map((position) => line(name, offered(position.offer), position.name)),
    ]),
  ];
  return `# fish completion for hookswitch; load it with: hookswitch completion fish | source

# Whether the command line begins with these words; "only" first: with nothing after them.
function __hookswitch_runs
    set -l words (commandline -opc)
    set -e words[1]
    set -l last (count $argv)
    if test "$argv[1]" = only
        set -e argv[1]
        set last (count $words)
        test $last -eq (count $argv); or return 1
    end
    test $last -eq 0; and return 0
    test (count $words) -ge $last; and test "$words[1..$last]" = "$argv"
end

complete -c hookswitch -f
${lines.join('\n')}

# Whether npx, after its flags, runs hookswitch.
function __hookswitch_after_npx
    set -l words (commandline -opc)
    set -e words[1]
    for word in $words
        string match -q -- '-*' $word; and continue
        test $word = hookswitch
        return
    end
    return 1
end

complete -c npx -n __hookswitch_after_npx -x -a '(__fish_complete_subcommand)'
`;
}

function line(command: string, what: string, help: string, isOnly = command === ''): string {
  const words = ['__hookswitch_runs', ...(isOnly ? ['only'] : []), ...(command === '' ? [] : [command])];
  return `complete -c hookswitch -n ${quoted(words.join(' '))} ${what} -d ${quoted(help)}`;
}

function flagWords({ long, short, offer }: Flag): string {
  const names = [`-l ${long.slice(2)}`, ...(short ? [`-s ${short.slice(1)}`] : [])];
  return [...names, ...(offer ? [takes(offer)] : [])].join(' ');
}

/** `-x` excludes files, `-r -F` includes them. */
function takes(offer: Offer): string {
  const words = offered(offer);
  return offer.path === 'file' ? `-r ${words}` : `-x ${words}`.trimEnd();
}

function offered({ names, path, many, assigns }: Offer): string {
  const words = names.map((name) => (assigns ? `${name}=` : name)).join(' ');
  const list = many ? `(__fish_append , ${words})` : words;
  return [
    ...(path === 'file' ? ['-F'] : []),
    ...(path === 'folder' ? [`-a '(__fish_complete_directories)'`] : []),
    ...(names.length > 0 ? [`-a ${quoted(list)}`] : []),
  ].join(' ');
}

/** A text in single quotes, as fish reads them. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
