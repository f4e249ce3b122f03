import { api } from '../../../api.ts';
import { Loading } from '../../../parts/loading.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { useResource } from '../../../parts/use-resource.ts';
import { CheckList } from '../check-list.tsx';
import { CheckFormView } from './check-form.tsx';
import './check-start.css';

/** The start of a check, and earlier checks. */
export function CheckStart() {
  const checks = useResource('checks', api.listChecks, ['checks']);
  const push = useResource('push', api.getPushPage, ['push']);
  const rules = useResource('rules', api.listRules);
  const problem = checks.problem ?? push.problem ?? rules.problem;
  const reload = () => {
    for (const { reload: again } of [checks, push, rules]) again();
  };
  const isLoaded = checks.data !== undefined && push.data !== undefined && rules.data !== undefined;
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
      <ProblemNote problem={problem} onRetry={reload} />
      {!isLoaded && problem === undefined && <Loading what="the rules" />}
      {isLoaded && (
        <div class="check-columns">
          <CheckFormView
            rules={rules.data?.rules ?? []}
            webhooks={push.data?.webhooks ?? []}
            last={checks.data?.rows[0]}
          />
          <CheckList checks={checks.data?.rows ?? []} onRemoved={checks.reload} />
        </div>
      )}
    </>
  );
}
