export const toolName = 'hookswitch';
/** The package's own version; a test holds it to package.json. */
export const toolVersion = '0.1.0';
