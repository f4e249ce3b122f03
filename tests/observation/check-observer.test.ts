import { expect, it } from 'vitest';
import { checkObserver } from '../../observation/check-observer.ts';
import { noState, type Seen, trouble } from '../../observation/observer.ts';

async function problemWith(seen: Seen): Promise<string> {
  const observer = {
    option: 'observeUrl',
    isPerPbx: true,
    showsState: true,
    observe: async () => seen,
  } as const;
  const error = await checkObserver(observer, '36AB', AbortSignal.timeout(60_000)).catch((reason) => reason);
  return error.message;
}

it('says that the receiver may hang since an earlier check if its observer does not respond', async () => {
  expect(await problemWith(noState.late)).toBe(
    'the observer did not respond within 10 s; check --observe-url. If it responded earlier, your receiver may hang: restart it',
  );
  expect(await problemWith(trouble('the observer responded 500'))).toBe(
    'the observer responded 500; check --observe-url',
  );
});
