import { Component } from 'preact';
import type { ArrivalRow } from '../../../server/api/types.ts';
import { Badge } from '../../parts/badge.tsx';
import { arrowKeys } from '../../parts/list/arrow-keys.ts';
import { Time } from '../../parts/time.tsx';
import { formatNumber, size } from '../../parts/words/count.ts';
import { verdictTones, verdictWords } from './verdict-words.ts';
import './arrival-list.css';

interface ArrivalListProps {
  readonly rows: readonly ArrivalRow[];
  readonly total: number;
  /** The number of the open request. */
  readonly shown: number | undefined;
  readonly loadOlder: (() => void) | undefined;
}

const onKeyDown = arrowKeys('a.arrival');

/** Requests, newest first. */
export function ArrivalList({ rows, total, shown, loadOlder }: ArrivalListProps) {
  return (
    <>
      <ol class="arrivals plain-list" aria-label="Requests, newest first" onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <ArrivalItem key={row.seq} row={row} isShown={row.seq === shown} />
        ))}
      </ol>
      <p class="muted">
        {formatNumber(rows.length)} of {formatNumber(Math.max(total, rows.length))} shown
        {loadOlder !== undefined && (
          <button type="button" class="quiet" onClick={loadOlder}>
            Show older ones
          </button>
        )}
      </p>
    </>
  );
}

interface ArrivalItemProps {
  readonly row: ArrivalRow;
  readonly isShown: boolean;
}

/** Rerendered only if it changes: there may be thousands, and more arrive. */
class ArrivalItem extends Component<ArrivalItemProps> {
  override shouldComponentUpdate({ row, isShown }: ArrivalItemProps) {
    return row !== this.props.row || isShown !== this.props.isShown;
  }

  override render({ row, isShown }: ArrivalItemProps) {
    return (
      <li class="arrival-item">
        <a class="arrival" href={`/inbox/${row.seq}`} aria-current={isShown ? 'true' : undefined}>
          <span class="arrival-seq">#{row.seq}</span>
          <Time at={row.at} />
          <Badge tone={verdictTones[row.verdict]}>{verdictWords[row.verdict]}</Badge>
          <span class="arrival-event">
            <code>{row.method}</code> {row.event}
            {row.repeats !== undefined && <span class="repeats"> repeats #{row.repeats}</span>}
          </span>
          <span class="arrival-answered">
            {size(row.size)}, response: {row.answered}
          </span>
          <span class="arrival-summary">{row.summary}</span>
        </a>
      </li>
    );
  }
}
