import { isEmpty, type Offer } from './offers.ts';
import { type CommandWords, type Flag, firstWordsOf, groupsOf, helpFlag } from './words.ts';

/** A completion script for zsh: source it after compinit, or save it as `_hookswitch` in a folder of `fpath`. Pure. */
export function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef hookswitch
# zsh completion for hookswitch; load it with: source <(hookswitch completion zsh)

# Several names, separated by commas.
_hookswitch_many() {
  compset -P '*,'
  compadd -S '' -- "$@"
}

# NAME=VALUE; the value is a file when the first word says so.
_hookswitch_assigns() {
  local isFile=$1 isMany=$2
  shift 2
  [[ -n $isMany ]] && compset -P '*,'
  if compset -P '*='; then
    [[ -n $isFile ]] && _files
  else
    compadd -S '=' -- "$@"
  fi
}

_hookswitch() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C ${spec(helpFlag)} '--version[print the version]' '1:command:->command' '*::argument:->rest'
  case $state in
    command) ${described(commands)} ;;
    rest) _hookswitch_command ;;
  esac
}

_hookswitch_command() {
  case $words[1] in
${[...branches(commands)].join('\n')}
  esac
}

# After npx and its flags. For other programs, zsh offers files, as it does without this.
_hookswitch_npx() {
  shift words
  ((CURRENT--))
  while ((CURRENT > 1)) && [[ $words[1] == -* ]]; do
    shift words
    ((CURRENT--))
  done
  if ((CURRENT > 1)) && [[ $words[1] == hookswitch ]]; then
    _hookswitch
  else
    _default
  fi
}

if [[ $funcstack[1] == _hookswitch ]]; then
  _hookswitch "$@"
else
  compdef _hookswitch hookswitch
  (($+_comps[npx])) || compdef _hookswitch_npx npx
fi
`;
}

function described(commands: readonly CommandWords[]): string {
  const lines = firstWordsOf(commands).map(({ word, help }) => quoted(`${word}:${help}`));
  return `local -a commands; commands=(${lines.join(' ')}); _describe command commands`;
}

function* branches(commands: readonly CommandWords[]): Generator<string> {
  for (const [group, words] of groupsOf(commands)) {
    const own = commands.filter(({ name }) => name.startsWith(`${group} `));
    yield `    ${group})
      if ((CURRENT == 2)); then
        compadd -- ${words.join(' ')}
      else
        shift words
        ((CURRENT--))
        case $words[1] in
${own.map((command) => `          ${branch(command, command.name.slice(group.length + 1))}`).join('\n')}
        esac
      fi ;;`;
  }
  for (const command of commands)
    if (!command.name.includes(' ')) yield `    ${branch(command, command.name)}`;
}

function branch({ flags, positions }: CommandWords, word: string): string {
  const specs = [
    ...flags.map(spec),
    // A position without an offer would stop zsh from completing flags there.
    ...positions.flatMap(({ name, offer }, at) =>
      isEmpty(offer) ? [] : [quoted(`${at + 1}:${name}:${action(offer)}`)],
    ),
  ];
  return `${word}) _arguments ${specs.join(' ')} ;;`;
}

function spec({ long, short, help, repeats, offer }: Flag): string {
  const [, name = 'value'] = /^--(.*)$/.exec(long) ?? [];
  const value = offer ? `:${name}:${action(offer)}` : '';
  const about = `[${help.replace(/[[\]\\]/g, '\\$&')}]${value}`;
  if (short === undefined) return quoted(`${repeats ? '*' : ''}${long}${about}`);
  return `${quoted(`(${short} ${long})`)}{${short},${long}}${quoted(about)}`;
}

function action({ names, path, many, assigns }: Offer): string {
  const words = names.join(' ');
  if (assigns) return ` _hookswitch_assigns "${path ?? ''}" "${many ? 'many' : ''}" ${words}`;
  if (many) return ` _hookswitch_many ${words}`;
  if (path === 'folder') return '_files -/';
  if (path === 'file') return names.length > 0 ? `{_files; compadd -- ${words}}` : '_files';
  return names.length > 0 ? `(${words})` : ' ';
}

/** A text in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
