import type { ComponentType } from 'preact';
import type { PageProps } from './page-props.ts';
import { CheckPage } from './pages/check/check-page.tsx';
import { DeliveriesPage } from './pages/deliveries/deliveries-page.tsx';
import { FleetPage } from './pages/fleet/fleet-page.tsx';
import { InboxPage } from './pages/inbox/inbox-page.tsx';
import { WebhooksPage } from './pages/webhooks/webhooks-page.tsx';

/** The five places of the console in navigation order; `name` in lower case is the first part of the path. */
export const places: readonly { name: string; Page: ComponentType<PageProps> }[] = [
  { name: 'Webhooks', Page: WebhooksPage },
  { name: 'Fleet', Page: FleetPage },
  { name: 'Deliveries', Page: DeliveriesPage },
  { name: 'Inbox', Page: InboxPage },
  { name: 'Check', Page: CheckPage },
];

export function pathOf(name: string): string {
  return `/${name.toLowerCase()}`;
}
