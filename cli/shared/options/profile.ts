import type { FlagsOf, OptionTable } from './option.ts';
import { file, oneOf, repeated } from './values.ts';

/** How a webhook sends. */
export const methodOptions = {
  method: {
    flag: '--method <method>',
    help: 'the request method of the webhook (default POST)',
    value: oneOf('POST', 'GET'),
    config: { key: 'method' },
  },
  getCarriage: {
    flag: '--get-carriage <where>',
    help: 'where a GET carries the message',
    value: oneOf('body', 'query', 'none'),
  },
} satisfies OptionTable;

/** What a webhook does where the vendor is silent. */
export const profileOptions = {
  profile: {
    flag: '--profile <file>',
    help: 'JSON: how the sender behaves where the vendor is silent',
    value: file,
  },
  choice: {
    flag: '--choice <name=value>',
    help: 'one choice of the profile: spacing=indented; repeatable',
    value: repeated({ names: 'choices', assigns: true }),
  },
  vary: {
    flag: '--vary',
    help: 'let the seed pick whatever the vendor leaves open and nothing above says',
    config: { key: 'vary' },
  },
} satisfies OptionTable;

/** What a profile is made from. */
export type ProfileFlags = Partial<
  Pick<FlagsOf<typeof profileOptions>, 'profile' | 'choice'> &
    Pick<FlagsOf<typeof methodOptions>, 'getCarriage'>
>;
