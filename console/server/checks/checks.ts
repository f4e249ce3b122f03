import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Report } from '../../../schemas/index.ts';
import { rules } from '../../../suites/index.ts';
import { redactDeep } from '../../../text/secrets/redact.ts';
import { body } from '../api/checked.ts';
import { fileResponse } from '../api/file-response.ts';
import { refuseCall } from '../api/problem.ts';
import { mismatch } from '../api/schema.ts';
import {
  type CheckForm,
  checkForm,
  type RuleEntry,
  reportFormat,
  type SavedReportFormat,
} from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';
import { checkSetupOf } from './form.ts';
import { lastCheckOf } from './last-check.ts';
import { reportFile } from './report-file.ts';
import { RunningCheck } from './running-check.ts';

const ruleList: RuleEntry[] = rules.map(({ id, title, level, why }) => ({ id, title, level, why }));

/** The checks, their reports and the rules. */
export function startChecks(context: ConsoleContext) {
  const { store, hub, secrets } = context;
  let running: RunningCheck | undefined;
  endBroken(context);

  const start = (form: CheckForm) => {
    const checking = checkSetupOf(form, context);
    if (running)
      refuseCall(409, 'check-running', 'another check is running; wait until it ends, or stop it first');
    secrets.addInMemory(checking.options.secret);
    const mask = <T>(value: T) => redactDeep(value, secrets.redactor);
    const check = new RunningCheck(
      randomUUID(),
      form,
      { ...checking, lastOf: (row) => lastCheckOf(row, store.checks) },
      mask,
      (detail) => {
        store.checks.put(detail);
        hub.changed('checks');
      },
    );
    running = check;
    check.ended.finally(() => {
      running = undefined;
    });
    return check.detail.row;
  };

  const found = (id: string) =>
    store.checks.get(id) ??
    refuseCall(404, 'no-check', 'this check no longer exists; it was removed, or replaced by newer ones');

  const routes = new Hono()
    .get('/rules', (context) => context.json({ rules: ruleList }))
    .get('/checks', (context) => context.json({ rows: [...store.checks.rows()] }))
    .post('/checks', body(checkForm), (context) => context.json(start(context.req.valid('json')), 202))
    .get('/checks/:id', (context) => context.json(found(context.req.param('id'))))
    .delete('/checks/:id', (context) => {
      const { row } = found(context.req.param('id'));
      if (row.id === running?.id)
        refuseCall(409, 'check-running', 'this check is still running; stop it first');
      store.checks.remove(row.id);
      hub.changed('checks');
      return context.body(null, 204);
    })
    .post('/checks/:id/stop', (context) => {
      if (found(context.req.param('id')).row.id === running?.id) running?.stop();
      return context.body(null, 202);
    })
    .get('/checks/:id/report/:format', (context) => {
      const { id, format } = context.req.param();
      const { report } = found(id);
      const problem = mismatch(reportFormat, format, 'the format');
      if (problem) refuseCall(400, 'bad-parameter', problem.message);
      if (!report)
        return refuseCall(
          409,
          'no-report',
          'this check has no report: it is still running, or failed before the first rule',
        );
      return fileResponse(context, reportFile(report as unknown as Report, format as SavedReportFormat));
    });
  return {
    routes,
    close: async () => {
      running?.stop();
      await running?.ended;
    },
  };
}

/** A check that was running when a console was killed. */
function endBroken({ store }: ConsoleContext): void {
  for (const row of store.checks.rows()) {
    const detail = row.state === 'running' ? store.checks.get(row.id) : undefined;
    if (!detail) continue;
    const problem = 'the console stopped before the check ended; start the check again';
    store.checks.put({ ...detail, row: { ...detail.row, state: 'failed', problem } });
  }
}
