import { HookswitchError } from '../../../simulator/index.ts';
import { unknownName } from '../../../text/words/unknown-name.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { type Shell, shells } from './command.ts';

/** `hookswitch completion SHELL`: a script that asks Hookswitch at each Tab, so it fits every version. */
export async function completion(name: string, io: Io): Promise<number> {
  const shell = shells.find((known) => known === name);
  if (!shell)
    throw new HookswitchError(
      'bad-flag',
      `there is no completion for the shell ${unknownName(name, shells)}`,
    );
  io.raw.stdout.write(scripts[shell]);
  return exitCodes.passed;
}

/** After `npx`, they run what npx would: the project's own Hookswitch, else the one on the path. Other programs of npx get what they had. */
const scripts: Readonly<Record<Shell, string>> = {
  // For bash 3.2 and later.
  bash: `# bash completion for hookswitch; load it with: source <(hookswitch completion bash)
_hookswitch() {
  local run=\${COMP_WORDS[0]} isNpx='^npx( +-[^ ]*)* +hookswitch ' reply
  COMPREPLY=()
  if [[ $run == npx ]]; then
    [[ "\${COMP_WORDS[*]:0:COMP_CWORD} " =~ $isNpx ]] || return
    run=./node_modules/.bin/hookswitch
    [[ -x $run ]] || run=hookswitch
    compopt -o nospace 2>/dev/null
  fi
  while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(
    "$run" __complete bash "$COMP_WORDBREAKS" "\${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null
  )
}
complete -o nospace -F _hookswitch hookswitch
complete -p npx &>/dev/null || complete -o default -F _hookswitch npx
`,
  zsh: `#compdef hookswitch
# zsh completion for hookswitch; load it with: source <(hookswitch completion zsh)
_hookswitch() {
  local run=$words[1] reply help
  local -a found shown
  if [[ $run == npx ]]; then
    [[ "\${words[1,CURRENT-1]} " =~ '^npx( +-[^ ]*)* +hookswitch ' ]] || { _default; return }
    run=./node_modules/.bin/hookswitch
    [[ -x $run ]] || run=hookswitch
  fi
  while IFS=$'\\t' read -r reply help; do
    found+=("$reply") shown+=("\${reply% }\${help:+  -- $help}")
  done < <("$run" __complete zsh '' "\${(@)words[1,CURRENT-1]}" "$PREFIX" 2>/dev/null)
  compadd -Q -S '' -l -d shown -a found
}
if [[ $funcstack[1] == _hookswitch ]]; then
  _hookswitch "$@"
else
  compdef _hookswitch hookswitch
  (($+_comps[npx])) || compdef _hookswitch npx
fi
`,
  fish: `# fish completion for hookswitch; load it with: hookswitch completion fish | source
function __hookswitch
    set -l words (commandline -opc)
    set -l run $words[1]
    if test $run = npx
        set run ./node_modules/.bin/hookswitch
        test -x $run; or set run hookswitch
    end
    $run __complete fish '' $words (commandline -ct) 2>/dev/null
end
complete -c hookswitch -f -a '(__hookswitch)'
complete -c npx -n 'string match -rq "^npx( -\\S+)* hookswitch " (commandline -pc)' -x -a '(__hookswitch)'
`,
};
