import { stripVTControlCharacters } from 'node:util';
import { LogLevel } from 'typedoc';

/** TypeDoc's warnings as a list instead of terminal output. */
export function collectWarnings(app) {
  const warnings = [];
  app.logger.log = (message, level) => {
    if (level >= LogLevel.Warn) warnings.push(sentence(message));
  };
  return warnings;
}

function sentence(message) {
  return stripVTControlCharacters(message)
    .replace(/^\[\w+\] /, '')
    .replace('not included in the documentation', 'not exported by the entry point');
}
