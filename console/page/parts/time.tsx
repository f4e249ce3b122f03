const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
/** The same with milliseconds, so that a list and its details show one time in one way. */
const clockWithMs = new Intl.DateTimeFormat(undefined, {
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
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

/** A local time, with the date and UTC on hover. `isExact` adds milliseconds, for details. */
export function Time({ at, isExact = false }: { at: string; isExact?: boolean }) {
  return (
    <time dateTime={at} title={`${exactTime(at)} = ${at}`}>
      {shortTime(at, isExact ? clockWithMs : clock)}
    </time>
  );
}

/** Only the time for today, with the date for other days. */
function shortTime(at: string, format: Intl.DateTimeFormat): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? format.format(date) : `${day.format(date)} ${format.format(date)}`;
}

function exactTime(at: string): string {
  return exact.format(new Date(at));
}
