// For modules that `check --app` loads.
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { ReceiverStore, stateOf } from '../../../../fixtures/receivers/store.ts';

/** A broken receiver, with its observer. It calls a service at port 4000. */
export function appOf(name: string) {
  const secret = process.env.YCM_WEBHOOK_SECRET ?? '';
  const store = new ReceiverStore();
  const receiver = brokenReceiver(name).create({ secret, store, downstreamUrl: 'http://127.0.0.1:4000' });
  return { receiver, observe: (sn: string) => stateOf(store, sn) };
}
