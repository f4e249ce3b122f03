import { randomBytes } from 'node:crypto';

/** The environment variable that a command hands down to all it starts, even to a daemon that left its session. */
export const markVariable = 'HOOKSWITCH_RUN';

const maxLength = 500;

export interface Marked {
  readonly mark: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Marks what is started with this environment. Marks of an outer Hookswitch stay, so that it still finds its own. */
export function withMark(env: NodeJS.ProcessEnv): Marked {
  const mark = randomBytes(12).toString('hex');
  const marks = [env[markVariable], mark].filter(Boolean).join(' ').slice(-maxLength);
  return { mark, env: { ...env, [markVariable]: marks } };
}
