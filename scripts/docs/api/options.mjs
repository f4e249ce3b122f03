import { OptionDefaults } from 'typedoc';
import { titleOf } from './topics.mjs';

export const options = {
  plugin: ['typedoc-plugin-markdown'],
  name: 'API reference',
  readme: 'none',
  alwaysCreateEntryPointModule: true,
  logLevel: 'Warn',
  // The compiler has checked already.
  skipErrorChecking: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  // No paths of one machine, no commits.
  disableSources: true,
  disableGit: true,
  sourceLinkTemplate: 'unused',
  // For schemas: the minimum and maximum length of arrays.
  blockTags: [...OptionDefaults.blockTags, '@minItems', '@maxItems'],
  notRenderedTags: [...OptionDefaults.notRenderedTags, '@minItems', '@maxItems'],
  sort: ['source-order'],
  router: 'page',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  indexFormat: 'table',
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
