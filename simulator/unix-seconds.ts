/** The current time in whole seconds since 1970, as in YCM's messages. */
export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
