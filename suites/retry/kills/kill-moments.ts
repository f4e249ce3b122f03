/** When the receiver is killed: this long after an acknowledgement (ms), or after this part of the usual response time. */
export type Moment = { readonly afterMs: number } | { readonly part: number };

/** The usual kills, at different times relative to several messages, the last one during a message. */
export const kills: readonly (readonly Moment[])[] = [
  [300, 100, 20, 5, 1, 0, 0].map(after),
  [{ part: 0.75 }, { part: 0.5 }, { part: 0.5 }, { part: 0.25 }],
  [50, 10, 2, 0].map(after),
];
/** More kills for a thorough check, with little other traffic, since a queue may hide when a message is processed. */
export const moreKills: readonly (readonly Moment[])[] = [
  ...[0, 20].map((ms) => [after(ms)]),
  ...[0.5, 0.25, 0.75].map((part) => [{ part }]),
  ...[1, 100, 5, 300, 2, 10, 50, 200, 600, 1000, 0, 1, 2, 5].map((ms) => [after(ms)]),
];

export function after(afterMs: number): Moment {
  return { afterMs };
}

/** How much earlier than the kill to send a message whose acknowledgement takes this long (ms). */
export function earlierMs(moment: Moment, answerMs: number): number {
  return 'afterMs' in moment ? moment.afterMs + answerMs : moment.part * answerMs;
}

/** When the receiver is killed relative to one message. Times are approximate, because they depend on the response. */
export function momentInWords(moment: Moment): string {
  if (!('afterMs' in moment)) return momentsInWords([moment]);
  if (moment.afterMs === 0) return 'right after its acknowledgement';
  return `about ${moment.afterMs} ms after its acknowledgement`;
}

/** Kill times of one kind. */
export function momentsInWords(moments: readonly Moment[]): string {
  const values = moments.map((moment) => ('afterMs' in moment ? moment.afterMs : moment.part * 100));
  const all = [...new Set(values)].join(', ');
  return moments.some((moment) => 'afterMs' in moment)
    ? `${all} ms after an acknowledgement`
    : `while working, at ${all}% of its response time`;
}
