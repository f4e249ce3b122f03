/** Reads and writes files, and explains errors. */

export { assertWritable } from './assert-writable.ts';
export { makeFolder, makeFolderOf } from './make-folder.ts';
export { readChecked } from './read-checked.ts';
export { readText, utf8Text } from './read-text.ts';
export { openReplacement, replaceFile } from './replacement.ts';
export { unreadableFile } from './unreadable-file.ts';
export { writing } from './writing.ts';
