import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { eventTitles } from './events.ts';

/**
 * What the console's page and server say to each other, in OpenAPI 3.1. From the sources it is read from the file beside this one;
 * `scripts/build.mjs` replaces this file with one that holds it.
 */
export const consoleApi: Readonly<Record<string, unknown>> = withTitles(
  parse(readFileSync(new URL('./console-api.yaml', import.meta.url), 'utf8')),
);

/** Events are listed in their schemas alone. */
function withTitles(document: { components: { schemas: Record<string, unknown> } }) {
  document.components.schemas.EventTitle = {
    title: 'EventTitle',
    description: "The title of an event, as the vendor's page names it.",
    enum: eventTitles,
  };
  return document;
}
