import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { eventTitles } from './events.ts';

/**
 * The OpenAPI 3.1 description of the console's API. The sources read it from the file next to this one; `scripts/build.mjs` replaces this
 * file with one that contains it.
 */
export const consoleApi: Readonly<Record<string, unknown>> = withTitles(
  parse(readFileSync(new URL('./console-api.yaml', import.meta.url), 'utf8')),
);

/** Events are listed only in their schemas. */
function withTitles(document: { components: { schemas: Record<string, unknown> } }) {
  document.components.schemas.EventTitle = {
    title: 'EventTitle',
    description: "The title of an event, as the vendor's page names it.",
    enum: eventTitles,
  };
  return document;
}
