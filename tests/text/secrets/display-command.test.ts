import { expect, it } from 'vitest';
import { displayCommand } from '../../../text/secrets/display-command.ts';

it.each([
  ['psql postgres://app:pa55@db/ycm', 'psql postgres://***@db/ycm'],
  ['DB=postgres://app:pa55@db/ycm ./state.sh', 'DB=postgres://***@db/ycm ./state.sh'],
  ['(curl http://app:pa55@h/x)|jq .', '(curl http://***@h/x)|jq .'],
  [`PGPASSWORD='a b' psql -c "select 1"`, `PGPASSWORD=*** psql -c "select 1"`],
  ['PGPASSWORD="a b" psql', 'PGPASSWORD=*** psql'],
  ['token=abc', 'token=***'],
  ['show --token=abc --sn "$YCM_SN"', 'show --token=*** --sn "$YCM_SN"'],
  ['show --my-key=1 --page=2 --token=3 end', 'show --my-key=*** --page=2 --token=*** end'],
  ['show --token=a:key=b end', 'show --token=*** end'],
  [`curl -H 'X-Api-Key: abc' x`, `curl -H 'X-Api-Key: ***' x`],
  [`curl -H 'X-Api-Key:  abc' x`, `curl -H 'X-Api-Key:  ***' x`],
  ['curl -H "Authorization: Bearer  abc" x', 'curl -H "Authorization: ***" x'],
])('masks what looks like a credential in %s', (command, shown) => {
  expect(displayCommand(command)).toBe(shown);
});

it.each(['', './state.sh --page=2 "$YCM_SN"', 'echo a:b', 'show --token=', 'curl http://h/x?page=2'])(
  'leaves "%s" unchanged',
  (command) => expect(displayCommand(command)).toBe(command),
);
