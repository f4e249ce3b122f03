/**
 * "A port is a bad port if it is listed in the first column of the following table." (Fetch, 2.9, Port blocking.) `fetch` refuses to call
 * these, and so do browsers.
 */
const badPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Why a receiver that calls with `fetch` can't reach this port; undefined if there is no known reason. */
export function portWarning(port: number): string | undefined {
  if (!badPorts.has(port)) return undefined;
  return `fetch refuses to call port ${port}; if your receiver uses fetch, choose another port, such as 9000`;
}
