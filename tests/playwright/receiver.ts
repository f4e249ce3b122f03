/** The Express example, as playwright.config.ts starts it. */
export const port = 38_471;
export const secret = 'w2Rk8TzLq5XvN0bYh7JmC4sGd9PfUe3A';
