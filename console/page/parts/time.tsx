const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const exact = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'short',
});

/** A short local time, with the exact one and UTC on hover. `isExact` shows the exact one, for details. */
export function Time({ at, isExact = false }: { at: string; isExact?: boolean }) {
  return (
    <time dateTime={at} title={isExact ? at : `${exactTime(at)} = ${at}`}>
      {isExact ? exactTime(at) : shortTime(at)}
    </time>
  );
}

/** Only the time for today, with the date for other days. */
function shortTime(at: string): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

function exactTime(at: string): string {
  return exact.format(new Date(at));
}
