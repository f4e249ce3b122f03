import { join } from 'node:path';
import { Hono } from 'hono';
import { openJournal } from '../../simulator/journal/file.ts';
import { errorMessage } from '../../text/errors/error-message.ts';
import { displayCommand } from '../../text/secrets/redact.ts';
import { toolVersion } from '../../text/version.ts';
import { consoleApi } from './api/console-api.ts';
import { addErrors } from './api/errors.ts';
import type { Console } from './api/types.ts';
import { startChecks } from './checks/checks.ts';
import type { ConsoleContext } from './context.ts';
import { deliveryRoutes } from './deliveries/routes.ts';
import { JournalWatch } from './deliveries/watch.ts';
import { Hub } from './events/hub.ts';
import { FleetService } from './fleet/fleet-service.ts';
import { fleetRoutes } from './fleet/routes.ts';
import { closeToOthers, prepareFolder } from './folder.ts';
import { startInbox } from './inbox/inbox.ts';
import { listenConsole } from './listen.ts';
import type { ConsoleOptions, RunningConsole } from './options.ts';
import { pushRoutes } from './push/routes.ts';
import { startSender } from './push/start-sender.ts';
import { WebhookService } from './push/webhook-service.ts';
import { ResourceStack } from './resource-stack.ts';
import { addGuard } from './safety/guard.ts';
import { KnownSecrets } from './safety/known-secrets.ts';
import { sessionRoutes } from './safety/session-guard.ts';
import { Sessions } from './safety/sessions.ts';
import { openStore } from './state/store.ts';
import { findPageFolder } from './static/page-folder.ts';
import { addPage } from './static/page-routes.ts';

/**
 * Starts the console: its state, sender, inbox and server.
 *
 * @throws HookswitchError `bad-file` if the folder can't be used or another console uses it, `bad-flag` if a port is in use.
 */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const resources = new ResourceStack();
  try {
    return await started(options, resources);
  } catch (error) {
    await resources.closeAll();
    throw error;
  }
}

async function started(options: ConsoleOptions, resources: ResourceStack): Promise<RunningConsole> {
  const { folder, allowHosts, exec } = options;
  const pageFolder = options.pageFolder ?? findPageFolder();
  prepareFolder(folder);
  closeToOthers(folder, options.onWarning ?? (() => {}));
  const store = resources.add(await openStore(folder));
  const journal = resources.add(
    await openJournal(join(folder, 'journal.jsonl'), {
      keepEnded: options.keptDeliveries ?? 10_000,
    }),
  );
  const hub = resources.add(new Hub());
  const listening = resources.add(await listenConsole(options.host, options.port));
  const secrets = new KnownSecrets(store.values);
  const watch = new JournalWatch(journal, hub, secrets);
  const sender = resources.add(await startSender(store.values, watch.journal, allowHosts));
  const fleetService = new FleetService(sender, journal, store.values);
  await fleetService.resume();
  const webhookService = new WebhookService(sender, store, hub, secrets);
  const context: ConsoleContext = { allowHosts, exec, store, hub, sender, watch, webhookService, secrets };
  const inbox = resources.add(await startInbox(context, options.inboxPort));
  const checks = resources.add(startChecks(context));
  const about: Console = {
    version: toolVersion,
    folder,
    allowHosts: [...allowHosts],
    inboxUrl: inbox.url,
    ...(exec && { exec: displayCommand(exec.command) }),
  };

  const sessions = listening.isOpen ? new Sessions() : undefined;
  const app = new Hono();
  addGuard(app, { host: options.host, port: listening.port }, sessions);
  addErrors(app, (error) => options.onInternalError(errorMessage(error)));
  const api = consoleApi({
    about,
    hub,
    session: sessionRoutes(listening.port, sessions),
    push: pushRoutes(context),
    fleet: fleetRoutes(context, fleetService),
    deliveries: deliveryRoutes(context, journal),
    inbox: inbox.routes,
    checks: checks.routes,
  });
  app.route('/', api);
  addPage(app, pageFolder);
  listening.serve(app);
  return {
    url: `${listening.url}/`,
    inboxUrl: inbox.url,
    isOpen: listening.isOpen,
    // The token is in the fragment, which isn't part of requests, proxy logs and Referer headers.
    openingUrl: (onUsed = () => {}) =>
      sessions === undefined ? `${listening.url}/` : `${listening.url}/#open=${sessions.createToken(onUsed)}`,
    close: () => resources.closeAll(),
  };
}
