import { type FlagsOf, inGroup, type OptionTable } from './option.ts';
import { file, oneOf, repeated } from './values.ts';

export const methodOptions = inGroup('Sender', {
  method: {
    flag: '--method <method>',
    help: 'HTTP method of the webhook (default POST)',
    about: 'The HTTP method of the webhook. Default: POST.',
    value: oneOf('POST', 'GET'),
    config: { key: 'method' },
    library: 'method',
  },
  payloadIn: {
    flag: '--payload-in <where>',
    help: 'where a GET carries the message',
    value: oneOf('body', 'query', 'none'),
  },
} satisfies OptionTable);

/** The sender's behavior where the vendor says nothing. */
export const profileOptions = inGroup('Sender', {
  profile: {
    flag: '--profile <file>',
    help: "JSON file: sender behavior that the vendor doesn't document",
    value: file,
  },
  setProfile: {
    flag: '--set-profile <name=value>',
    help: 'set one profile value, such as spacing=indented; repeatable',
    value: repeated({ names: 'choices', assigns: true }),
  },
  vary: {
    flag: '--vary',
    help: 'choose all other profile values at random, based on the seed',
    about: "Whether the seed chooses all values that the profile doesn't set. Default: no.",
    config: { key: 'vary' },
    library: 'vary',
  },
} satisfies OptionTable);

export type ProfileFlags = Partial<
  Pick<FlagsOf<typeof profileOptions>, 'profile' | 'setProfile'> &
    Pick<FlagsOf<typeof methodOptions>, 'payloadIn'>
>;
