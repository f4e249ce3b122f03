import { api, ask } from '../../../api.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { useResource } from '../../../parts/use-resource.ts';
import { CheckList } from '../check-list.tsx';
import { CheckFormView } from './check-form.tsx';
import './check-start.css';

/** The start of a check, and earlier checks. */
export function CheckStart() {
  const start = useResource(
    'check-start',
    () =>
      Promise.all([
        ask(api.checks.$get()),
        ask(api.push.$get()),
        ask(api.rules.$get()),
        ask(api.console.$get()),
      ]),
    ['checks', 'push'],
  );
  return (
    <>
      <div class="page-head">
        <div>
          <h1>Check</h1>
          <p>
            Checks a webhook receiver against every rule: what it does right, what it does wrong, and why that
            matters.
          </p>
        </div>
      </div>
      <Loaded resource={start} what="the rules">
        {([checks, push, { rules }, { exec }]) => (
          <div class="check-columns">
            <CheckFormView exec={exec} rules={rules} webhooks={push.webhooks} last={checks.rows[0]} />
            <CheckList checks={checks.rows} onRemoved={start.reload} />
          </div>
        )}
      </Loaded>
    </>
  );
}
