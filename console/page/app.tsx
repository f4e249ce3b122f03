import { useEffect, useRef } from 'preact/hooks';
import { ConnectionState } from './connection-state.tsx';
import { NoAccess } from './no-access.tsx';
import { EmptyState } from './parts/empty-state.tsx';
import { Notices } from './parts/notices.tsx';
import { pathOf, places } from './places.ts';
import { go, place } from './router.ts';
import { isSessionRefused } from './session.ts';

/** The shell: a header with five places, and the current page. */
export function App() {
  const [first, ...rest] = place.value.parts;
  const current = places.find(({ name }) => pathOf(name) === `/${first}`);
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    if (first === undefined) go('/webhooks', { replace: true });
    document.title = current === undefined ? 'Hookswitch' : `${current.name} – Hookswitch`;
    // Moves the focus so that a screen reader continues in the new page. Not after loading, where the skip link comes first.
    if (!isFirst.current && first !== undefined) main.current?.focus();
    isFirst.current = first === undefined;
  }, [first]);

  return (
    <>
      <a class="skip-link" href="#main">
        Skip to the page
      </a>
      <header class="shell-header">
        <a class="brand" href="/webhooks">
          <span aria-hidden="true">⇄</span> Hookswitch
        </a>
        <nav aria-label="Places">
          <ul>
            {places.map(({ name }) => (
              <li key={name}>
                <a
                  href={pathOf(name)}
                  data-label={name}
                  aria-current={name === current?.name ? 'page' : undefined}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ConnectionState />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {isSessionRefused.value && <NoAccess />}
        {!isSessionRefused.value && current !== undefined && <current.Page rest={rest} />}
        {!isSessionRefused.value && current === undefined && first !== undefined && (
          <EmptyState title="Page not found" text="There is no page at this address.">
            <a href="/webhooks">Go to Webhooks</a>
          </EmptyState>
        )}
      </main>
      <Notices />
    </>
  );
}
