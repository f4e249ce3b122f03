import type { Offer } from './offers.ts';
import { type CommandWords, firstWordsOf, groupsOf } from './words.ts';

/** A completion script for bash 3.2 and later. Pure. */
export function bashScript(commands: readonly CommandWords[]): string {
  return `# bash completion for hookswitch; load it with: source <(hookswitch completion bash)

# What follows a command or a flag: sets names and how.
_hookswitch_offer() {
  names='' how=''
  case "$1" in
${cases(offers(commands))}
    *) return 1 ;;
  esac
}

${completer}
complete -F _hookswitch hookswitch
complete -p npx &>/dev/null || complete -o default -F _hookswitch_npx npx
`;
}

/** Each position, such as `check --level` or `diff 1`, and what to suggest there. */
function offers(commands: readonly CommandWords[]): [place: string, words: string, how: string][] {
  const groups = [...groupsOf(commands)].map(([name, words]): [string, string, string] => [
    name,
    words.join(' '),
    'group',
  ]);
  return [
    ['', [...firstWordsOf(commands).map(({ word }) => word), '--help', '--version'].join(' '), 'group'],
    ...groups,
    ...commands.flatMap(({ name, flags, positions }): [string, string, string][] => [
      [`${name} flags`, flags.flatMap(({ long, short }) => (short ? [long, short] : [long])).join(' '), ''],
      ...flags.flatMap(({ long, short, offer }) =>
        offer
          ? [long, ...(short ? [short] : [])].map((flag): [string, string, string] => [
              `${name} ${flag}`,
              offer.names.join(' '),
              howOf(offer),
            ])
          : [],
      ),
      ...positions.map(({ offer }, at): [string, string, string] => [
        `${name} ${at}`,
        offer.names.join(' '),
        howOf(offer),
      ]),
    ]),
  ];
}

function howOf({ path, many, assigns }: Offer): string {
  return [path, many && 'many', assigns && 'assigns'].filter(Boolean).join(' ');
}

/** Positions with the same suggestions share a branch. */
function cases(all: readonly [string, string, string][]): string {
  const branches = new Map<string, string[]>();
  for (const [place, words, how] of all) {
    const action = `names='${words}' how='${how}'`;
    branches.set(action, [...(branches.get(action) ?? []), `'${place}'`]);
  }
  return [...branches].map(([action, places]) => `    ${places.join(' | ')}) ${action} ;;`).join('\n');
}

const completer = `_hookswitch() {
  _hookswitch_after 0
}

# After npx and its flags. For other programs, bash offers files, as it does without this.
_hookswitch_npx() {
  local i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      -*) ;;
      hookswitch) _hookswitch_after "$i"; return ;;
      *) return ;;
    esac
  done
}

# $1 is the index of the word hookswitch.
_hookswitch_after() {
  local words=() count=0 command='' position=0 flag='' isGlued='' isPlain='' word cur broken names how i
  COMPREPLY=()
  # Readline splits words at = and :, which belong to them here.
  for ((i = $1 + 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((count > 0)) && [[ -n $isGlued || $word == [=:]* ]]; then
      words[count - 1]+=$word
    else
      words[count]=$word
      count=$((count + 1))
    fi
    isGlued=''
    [[ $word == *[=:] ]] && isGlued=1
  done
  cur=\${words[count - 1]}
  for ((i = 0; i < count - 1; i++)); do
    word=\${words[i]}
    if [[ -n $flag ]]; then
      flag=''
    elif [[ -z $isPlain && $word == -- ]]; then
      isPlain=1
    elif [[ -z $isPlain && $word == -* ]]; then
      [[ $word != *=* ]] && _hookswitch_offer "$command $word" && flag=$word
    elif _hookswitch_offer "$command" && [[ $how == group ]]; then
      command="\${command:+$command }$word"
    else
      position=$((position + 1))
    fi
  done
  if [[ -z $flag && -z $isPlain && $cur == --*=* ]]; then
    flag=\${cur%%=*} cur=\${cur#*=}
    _hookswitch_offer "$command $flag" || return
  elif [[ -n $flag ]]; then
    _hookswitch_offer "$command $flag"
  elif [[ -z $isPlain && $cur == -* && -n $command ]]; then
    _hookswitch_offer "$command flags" || return
  else
    _hookswitch_offer "$command" || _hookswitch_offer "$command $position" || return
  fi
  _hookswitch_reply
  # Readline keeps what stands before the last = or : of the word.
  word=\${words[count - 1]}
  broken=\${word%"\${word##*[=:]}"}
  if [[ -n $broken && $COMP_WORDBREAKS == *=* ]]; then
    [[ $word == --*=* ]] && broken=\${broken#--*=}
    COMPREPLY=("\${COMPREPLY[@]#"$broken"}")
  fi
}

_hookswitch_reply() {
  local before='' suffix='' line
  if [[ $how == *many* && $cur == *,* ]]; then before=\${cur%,*}, cur=\${cur##*,}; fi
  if [[ $how == *assigns* ]]; then
    if [[ $cur == *=* ]]; then
      before+=\${cur%%=*}= cur=\${cur#*=} names=''
    else
      suffix='=' how=\${how/file/}
    fi
  fi
  if [[ $how == *many* || -n $suffix ]]; then compopt -o nospace 2>/dev/null; fi
  if [[ $how == *file* || $how == *folder* ]]; then compopt -o filenames 2>/dev/null; fi
  while IFS= read -r line; do COMPREPLY+=("$before$line$suffix"); done < <(
    compgen -W "$names" -- "$cur"
    if [[ $how == *file* ]]; then compgen -f -- "$cur"; fi
    if [[ $how == *folder* ]]; then compgen -d -- "$cur"; fi
  )
}
`;
