import type { AttemptDetail, WireRequestView, WireResponseView } from '../../../server/api/types.ts';
import { BytesView } from '../../parts/bytes-view.tsx';
import { attemptWords } from './delivery-words.ts';

/** The request and the response of one attempt as sent. */
export function WireExchange({ attempt, isOpen }: { attempt: AttemptDetail; isOpen: boolean }) {
  const { row, request, response } = attempt;
  return (
    <details class="wire" open={isOpen}>
      <summary>
        Attempt {row.n} <span class="muted">{attemptWords(row)}</span>
      </summary>
      <h4>Request</h4>
      {request === undefined ? (
        <p class="muted">It was not stored.</p>
      ) : (
        <Request n={row.n} request={request} />
      )}
      <h4>Response</h4>
      {response === undefined ? (
        <p class="muted">{row.outcome === undefined ? 'Not yet.' : (row.detail ?? 'None.')}</p>
      ) : (
        <ResponseView n={row.n} response={response} />
      )}
    </details>
  );
}

function Request({ n, request: { method, target, headers, body } }: { n: number; request: WireRequestView }) {
  return (
    <>
      <Head first={`${method} ${target} HTTP/1.1`} headers={headers} />
      <BytesView bytes={body} name={`the body of request ${n}`} />
    </>
  );
}

function ResponseView({
  n,
  response: { status, reason, headers, body },
}: {
  n: number;
  response: WireResponseView;
}) {
  return (
    <>
      <Head first={`HTTP/1.1 ${status} ${reason}`} headers={headers} />
      <BytesView bytes={body} name={`the body of response ${n}`} />
    </>
  );
}

function Head({ first, headers }: { first: string; headers: readonly (readonly string[])[] }) {
  return (
    <pre class="wire-head">{[first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n')}</pre>
  );
}
