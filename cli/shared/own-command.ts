/** How to call this program. It may not be on the path, but npx finds it wherever it is installed. */
export const programName = 'npx hookswitch';
