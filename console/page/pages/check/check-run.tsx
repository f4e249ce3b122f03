import type { CheckDetail } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { LiveRegion } from '../../parts/live-region.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Time } from '../../parts/time.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { asSentence } from '../../parts/words/as-sentence.ts';
import { place } from '../../router.ts';
import { CheckProgress } from './check-progress.tsx';
import { CheckStateBadge } from './check-state.tsx';
import { Exports } from './exports.tsx';
import { ReportFrame } from './report-frame.tsx';
import { RuleList } from './rule-list.tsx';
import { SkippedNote } from './skipped-note.tsx';
import { summaryWords } from './summary-words.ts';
import './check-run.css';

/** A check: its rules as they progress, then its report. */
export function CheckRun({ id }: { id: string }) {
  const loading = useResource(`check ${id}`, () => ask(api.checks[':id'].$get({ param: { id } })), [
    'checks',
  ]);
  const rules = useResource('rules', () => ask(api.rules.$get()));
  return (
    <>
      <p class="back">
        <a href="/check">← All checks</a>
      </p>
      <Loaded resource={{ ...loading, problem: loading.problem ?? rules.problem }} what="the check">
        {(check) => (
          <>
            <CheckHead check={check} />
            {check.row.state === 'running' && <CheckProgress check={check} />}
            <LiveRegion text={announcementOf(check)} />
            {check.row.problem !== undefined && (
              <ProblemNote problem={{ message: asSentence(check.row.problem) }} />
            )}
            <SkippedNote rules={check.rules} />
            {check.report !== undefined && <ReportFrame id={id} rule={place.value.query.get('rule')} />}
            {check.report === undefined && (check.row.state !== 'failed' || check.row.checked > 0) && (
              <RuleList rules={check.rules} entries={rules.data?.rules ?? []} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function CheckHead({ check: { row, report } }: { check: CheckDetail }) {
  return (
    <div class="page-head check-head">
      <div>
        <h1>
          Check of <code>{row.url}</code>
        </h1>
        <p>
          <CheckStateBadge check={row} /> {summaryWords(row)}; <Time at={row.startedAt} />, {row.method}
        </p>
      </div>
      {report !== undefined && <Exports id={row.id} />}
    </div>
  );
}

function announcementOf({ row }: CheckDetail): string {
  return row.state === 'running' ? summaryWords(row) : `The check has ended: ${summaryWords(row)}.`;
}
