import type { Downstream, DownstreamCall } from '../../observation/index.ts';

/** Assigns calls to PBXs if the calls name none: each belongs to the PBX that the rule is checking at the time. Such a rule runs alone. */
export function callWindows() {
  const windows: { readonly sn: string | undefined; readonly from: number; to?: number }[] = [];
  let counted: ReadonlySet<string> | undefined;
  return {
    /** From call number `at` on, calls are about this PBX, or none. */
    begin(sn: string | undefined, at: number): void {
      const last = windows.at(-1);
      if (last) last.to = at;
      windows.push({ sn, from: at });
    },
    /** From now on, only calls of these kinds count. */
    countOnly(kinds: ReadonlySet<string>): void {
      counted = kinds;
    },
    calls: (downstream: Pick<Downstream, 'between'>, sn: string): readonly DownstreamCall[] =>
      windows
        .filter((window) => window.sn === sn)
        .flatMap(({ from, to }) => downstream.between(from, to))
        .filter((call) => counted?.has(callKindOf(call)) ?? true),
  };
}

/** Method and path without the query. */
export function callKindOf({ method, path }: Pick<DownstreamCall, 'method' | 'path'>): string {
  return `${method} ${path.split('?', 1)[0]}`;
}
