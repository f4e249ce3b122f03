/** Variables that coding agents set for the commands they run, as std-env knows them. */
const variables = [
  ...[
    'AI_AGENT',
    'CLAUDECODE',
    'CLAUDE_CODE',
    'CURSOR_AGENT',
    'GEMINI_CLI',
    'CODEX_SANDBOX',
    'CODEX_THREAD_ID',
  ],
  ...['OPENCODE', 'AUGMENT_AGENT', 'GOOSE_PROVIDER', 'COPILOT_AGENT', 'COPILOT_CLI', 'JUNIE_DATA'],
];

/** Whether a coding agent reads the output: a variable says so, and there is no terminal. `AI_AGENT=0` says it doesn't. */
export function isAgent(env: NodeJS.ProcessEnv, { isTTY }: { readonly isTTY?: boolean }): boolean {
  if (isTTY === true || env.AI_AGENT === '0') return false;
  return variables.some((name) => (env[name] ?? '') !== '');
}
