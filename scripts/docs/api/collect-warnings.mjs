import { stripVTControlCharacters } from 'node:util';
import { LogLevel } from 'typedoc';

/** What TypeDoc finds wrong, as a list that grows instead of lines on the terminal. */
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
