import { createHash } from 'node:crypto';
import { html, type Markup, trusted } from './markup.ts';

interface Page {
  readonly title: string;
  readonly style: string;
  readonly script?: string;
  readonly body: Markup;
}

/** A page that loads nothing: its policy allows its own style and script by their digests, and nothing else. */
export function renderPage({ title, style, script, body }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src ${digestOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${digestOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${body}
${script === undefined ? undefined : html`<script>${trusted(script)}</script>\n`}</body>
</html>
`.html;
}

/** A list of names and values. */
export function factList(facts: readonly (readonly [name: string, value: string])[]): Markup {
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** As a policy names a style or a script. */
export function digestOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
