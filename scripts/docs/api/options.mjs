import { OptionDefaults } from 'typedoc';
import { titleOf } from './topics.mjs';

export const options = {
  plugin: ['typedoc-plugin-markdown'],
  theme: 'plain',
  name: 'API reference',
  readme: 'none',
  alwaysCreateEntryPointModule: true,
  logLevel: 'Warn',
  // The compiler has checked already.
  skipErrorChecking: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  // Neither places of one machine nor commits.
  disableSources: true,
  disableGit: true,
  sourceLinkTemplate: 'unused',
  // Of schemas: what an array holds at least and at most.
  blockTags: [...OptionDefaults.blockTags, '@minItems', '@maxItems'],
  notRenderedTags: [...OptionDefaults.notRenderedTags, '@minItems', '@maxItems'],
  sort: ['source-order'],
  router: 'page',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hideGroupHeadings: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  propertyMembersFormat: 'table',
  tableColumnSettings: { hideDefaults: true, hideInherited: true, hideModifiers: true, hideOverrides: true },
  pageTitleTemplates: { index: '{projectName}', module: ({ name }) => titleOf(name), member: '{name}' },
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: false },
};
