import { learnedInWords } from '../../../../schemas/words/learned-words.ts';
import type { CheckDetail } from '../../../server/api/types.ts';
import { api, ask } from '../../api.ts';
import { LiveRegion } from '../../parts/live-region.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Time } from '../../parts/time.tsx';
import { useResource } from '../../parts/use-resource.ts';
import { asSentence } from '../../parts/words/as-sentence.ts';
import { durationInWords } from '../../parts/words/duration.ts';
import { CheckProgress } from './check-progress.tsx';
import { CheckStateBadge } from './check-state.tsx';
import { BehindNote } from './result/behind-note.tsx';
import { DiagnosisNotes } from './result/diagnosis-note.tsx';
import { Exports } from './result/exports.tsx';
import { FailureLinks } from './result/failure-links.tsx';
import { savedReportOf } from './result/report.ts';
import { RuleGroups } from './result/rule-groups.tsx';
import { SkippedNote } from './result/skipped-note.tsx';
import { summaryWords } from './result/summary-words.ts';
import { useCheck } from './use-check.ts';
import './check-run.css';
import './result/notes.css';

/** A check: its rules as they progress, and its findings. */
export function CheckRun({ id }: { id: string }) {
  const loading = useCheck(id);
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
            <DiagnosisNotes report={savedReportOf(check)} />
            <FailureLinks check={check} />
            <BehindNote report={savedReportOf(check)} />
            <SkippedNote rules={check.rules} />
            {(check.row.state !== 'failed' || check.row.checked > 0) && (
              <RuleGroups check={check} entries={rules.data?.rules ?? []} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function CheckHead({ check }: { check: CheckDetail }) {
  const { row } = check;
  const report = savedReportOf(check);
  const learned = learnedInWords(report?.observer ?? null);
  return (
    <div class="page-head check-head">
      <div>
        <h1>
          Check of <code>{row.url}</code>
        </h1>
        <p>
          <CheckStateBadge check={row} /> {summaryWords(row)}; <Time at={row.startedAt} />, {row.method}
          {report !== undefined && `, ${durationInWords(report.durationMs)}, seed ${report.seed}`}
        </p>
        {check.changes?.map((change) => (
          <p key={change}>{asSentence(change)}</p>
        ))}
        {learned !== undefined && <p>{asSentence(learned)}</p>}
      </div>
      {report !== undefined && <Exports id={row.id} />}
    </div>
  );
}

function announcementOf({ row }: CheckDetail): string {
  return row.state === 'running' ? summaryWords(row) : `The check has ended: ${summaryWords(row)}.`;
}
