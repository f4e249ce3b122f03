import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { llmsText } from '../../scripts/docs/llms.mjs';
import { adaptLinks, addressOf, githubSlug, root } from './markdown.mjs';

/** The site of the documentation: the pages of docs/, and the two outside that they link to. */
export default {
  title: 'Hookswitch',
  description: 'Find the bugs in your YCM webhook receiver before production does.',
  lang: 'en-US',
  srcDir: '..',
  srcExclude: ['!(docs|examples|CONTRIBUTING.md)/**', 'README.md', 'examples/*/**'],
  rewrites: addressOf,
  outDir: join(root, 'dist/docs'),
  cacheDir: join(root, 'node_modules/.cache/vitepress'),
  lastUpdated: false,
  buildEnd: ({ outDir }) => writeFileSync(join(outDir, 'llms.txt'), onSite(llmsText())),
  metaChunk: true,
  markdown: {
    linkify: false,
    anchor: { slugify: githubSlug },
    config: adaptLinks,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      { text: 'Rules', link: '/rules' },
      { text: 'Command line', link: '/command-line' },
      { text: 'Library', link: '/api/' },
    ],
    sidebar: {
      '/': guide(),
      '/rules/': [{ text: 'Rules', link: '/rules' }, ...ruleGroups(), lessons()],
      '/lessons/': [{ text: 'Rules', link: '/rules' }, ...ruleGroups(), lessons()],
      '/commands/': [{ text: 'Command line', link: '/command-line' }, pages('Commands', 'commands')],
      '/api/': [{ text: 'Library', link: '/api/' }, pages('Modules', 'api')],
    },
  },
};

/** A list of pages, with their addresses on the site. */
function onSite(text) {
  return text.replaceAll(
    /\]\(([^)]+)\.md\)/g,
    (_, path) => `](./${addressOf(`${path}.md`).replace(/md$/, 'html')})`,
  );
}

function guide() {
  return [
    group('Start', [
      'getting-started',
      'install',
      'watch',
      'agents',
      'observers',
      'downstream',
      'troubleshooting',
      'examples',
    ]),
    group('Run it', ['ci', 'staging', 'known-failures', 'reports', 'exec', 'console']),
    group('Send and inspect', ['sending', 'listen', 'replay', 'journal', 'faults', 'load', 'load-many']),
    group('In your tests', [
      'fixtures',
      'library',
      'in-process',
      'playwright',
      'supertest',
      'msw',
      'msw-open-api',
      'fast-check',
    ]),
    group('Reference', [
      'rules',
      'command-line',
      'configuration',
      'events',
      'profile',
      'profile-values',
      'converges',
      'api/index',
    ]),
    group('About', [
      'security',
      'self-test',
      'project/changes',
      'project/architecture',
      'project/data-flow',
      'project/mutation',
      'contributing',
      'project/add-a-rule',
      'project/add-an-event',
    ]),
  ];
}

function group(text, names) {
  return { text, items: names.map((name) => item(name)) };
}

function lessons() {
  return { ...pages('Lessons', 'lessons'), link: '/lessons/' };
}

/** A group for each folder of rules, which leads to its part of the list. */
function ruleGroups() {
  const names = readdirSync(join(root, 'docs/generated/rules'));
  return names.map((name) => ({ ...pages(name, `rules/${name}`), link: `/rules#${name}`, collapsed: true }));
}

function pages(text, folder) {
  const names = readdirSync(join(root, 'docs/generated', folder)).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
  return { text, items: names.sort().map((name) => item(`${folder}/${name.replace(/\.md$/, '')}`)) };
}

/** Named by the heading of the page. */
function item(name) {
  const sources = { contributing: 'CONTRIBUTING.md', examples: 'examples/README.md' };
  const places = [sources[name], `docs/${name}.md`, `docs/generated/${name.replace(/index$/, 'README')}.md`];
  const path = places.find((place) => place && existsSync(join(root, place)));
  if (!path) throw new Error(`docs/ has no page ${name}`);
  const [, heading = name] = /^# (.+)$/m.exec(readFileSync(join(root, path), 'utf8')) ?? [];
  return {
    // Hyphens that do not break: a line must not end with the dashes of a flag.
    text: heading
      .replaceAll('`', '')
      .replace(/^hookswitch /, '')
      .replaceAll('--', '\u2011\u2011'),
    link: `/${name.replace(/index$/, '')}`,
  };
}
