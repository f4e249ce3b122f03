import type { ArrivalDetail } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { BytesView } from '../../parts/bytes-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Time } from '../../parts/time.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { HeaderTable } from './header-table.tsx';
import { SignatureNote } from './signature-note.tsx';
import './arrival-panel.css';

/** One request as it arrived. */
export function ArrivalPanel({ seq }: { seq: number }) {
  const arrival = useResource(`arrival ${seq}`, () => ask(api.inbox[':seq'].$get({ param: { seq } })));
  return (
    <section class="arrival-panel panel" aria-label={`Request ${seq}`}>
      <div class="arrival-panel-head">
        <h2>Request #{seq}</h2>
        <a class="quiet" href="/inbox">
          Close<span class="visually-hidden"> request {seq}</span>
        </a>
      </div>
      <Loaded resource={arrival} what={`request ${seq}`}>
        {(detail) => <ArrivalFacts arrival={detail} />}
      </Loaded>
    </section>
  );
}

function ArrivalFacts({
  arrival: { row, headers, body, lines, problem, signature },
}: {
  arrival: ArrivalDetail;
}) {
  return (
    <>
      <p class="request-line">
        <code>
          {row.method} {row.target}
        </code>
      </p>
      <p class="muted">
        <Time at={row.at} isExact />, response: {row.answered}
        {row.repeats !== undefined && (
          <>
            , the same bytes as <a href={`/inbox/${row.repeats}`}>#{row.repeats}</a>
          </>
        )}
      </p>
      <SignatureNote signature={signature} />
      <h3>Content</h3>
      {problem !== undefined && <p class="message-problem">▲ {problem}</p>}
      {lines.length === 0 && problem === undefined && <p class="muted">Not a YCM message.</p>}
      <ul>
        {lines.map((line, n) => (
          <li key={n} class="message-line">
            {line}
          </li>
        ))}
      </ul>
      <h3>Headers</h3>
      <HeaderTable headers={headers} />
      <h3>Body</h3>
      <BytesView bytes={body} name={`the body of request ${row.seq}`} />
    </>
  );
}
