import type { HeaderView } from '../../../server/api/types.ts';

/** Headers in wire order, with the signature highlighted. */
export function HeaderTable({ headers }: { headers: HeaderView }) {
  if (headers.length === 0) return <p class="muted">No headers.</p>;
  return (
    <dl class="headers">
      {headers.map(([name = '', value = ''], n) => (
        <div key={n} class={name.toLowerCase() === 'x-signature' ? 'is-signature' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
