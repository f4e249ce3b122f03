/** An environment variable that all child processes inherit, including a daemon that left its session. */
export const markVariable = 'HOOKSWITCH_RUN';

const maxLength = 500;

/** Marks processes with this environment. Marks of an outer Hookswitch are kept, so that it still finds its own. */
export function withMark(env: NodeJS.ProcessEnv): { mark: string; env: NodeJS.ProcessEnv } {
  const mark = crypto.randomUUID();
  const marks = [env[markVariable], mark].filter(Boolean).join(' ').slice(-maxLength);
  return { mark, env: { ...env, [markVariable]: marks } };
}
