export const toolName = 'hookswitch';
/** The version of the package. A test compares it with package.json. */
export const toolVersion = '0.1.0';
