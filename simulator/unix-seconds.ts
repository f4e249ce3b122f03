/** Now, in whole seconds since 1970, as YCM gives times. */
export function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
