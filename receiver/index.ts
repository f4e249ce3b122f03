/** The receiver under test: serves, starts, kills and restarts it. */

export { asksToWait, type Limited } from './asks-to-wait.ts';
export {
  respondsTo,
  respondsToAny,
  type SeenOfApp,
  sendTestMessage,
  servingAfterStart,
} from './await-app.ts';
export { awaitFree } from './await-free.ts';
export { awaitReceiver, awaitServing } from './await-receiver.ts';
export { assertNothingListens } from './exec.ts';
export { type ExecutedReceiver, executeReceiver } from './executed-receiver.ts';
export type { FetchHandler } from './in-process/fetch-listener.ts';
export { isFetchHandler, type Receiver, serveReceiver } from './in-process/serve.ts';
export { warnOnce } from './in-process/warn.ts';
export { OutputSearch, secretOf } from './output-search.ts';
export { endOfPort, endOfProcess, type OwnEnd } from './own-end.ts';
export { type ConnectionLimit, isDropped, probeLimit } from './probe-limit.ts';
export { type Stray, straysInWords, watchStrays } from './processes/strays.ts';
export { type ManagedProcess, processOf, type ReceiverProcess, type Restart } from './receiver-process.ts';
export { resetBefore } from './reset.ts';
export { type CommandEnd, runCommand } from './run-command.ts';
