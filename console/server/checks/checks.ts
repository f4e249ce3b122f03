import { randomUUID } from 'node:crypto';
import type { CheckForm, RuleList, SavedReportFormat } from '../../../schemas/generated/console-types.ts';
import type { Report } from '../../../schemas/index.ts';
import { rules } from '../../../suites/index.ts';
import { redactDeep } from '../../../text/secrets/redact.ts';
import { type Call, jsonResponse, nothing, type OperationHandlers, textOf } from '../api/handler.ts';
import { refuseCall } from '../api/problem.ts';
import type { ConsoleContext, ConsolePart } from '../context.ts';
import { checkSetupOf } from './form.ts';
import { lastCheckOf } from './last-check.ts';
import { reportFile } from './report-file.ts';
import { RunningCheck } from './running-check.ts';

const ruleList: RuleList = {
  rules: rules.map(({ id, title, level, why }) => ({ id, title, level, why })),
};

/** The checks, their reports and the rules. */
export function startChecks(context: ConsoleContext): ConsolePart {
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
      (detail, changed) => {
        store.checks.put(detail);
        hub.check(detail.row, changed);
        if (detail.row.state !== 'running') hub.changed('checks');
      },
    );
    running = check;
    check.ended.finally(() => {
      running = undefined;
    });
    return check.detail.row;
  };

  const found = (call: Call) =>
    store.checks.get(textOf(call, 'id')) ??
    refuseCall(404, 'no-check', 'this check no longer exists; it was removed, or replaced by newer ones');

  const handlers: OperationHandlers = {
    listChecks: () => jsonResponse({ rows: store.checks.rows() }),
    startCheck: ({ body }) => jsonResponse(start(body as CheckForm), 202),
    getCheck: (call) => jsonResponse(found(call)),
    removeCheck: (call) => {
      const { row } = found(call);
      if (row.id === running?.id)
        refuseCall(409, 'check-running', 'this check is still running; stop it first');
      store.checks.remove(row.id);
      hub.changed('checks');
      return nothing();
    },
    stopCheck: (call) => {
      if (found(call).row.id === running?.id) running.stop();
      return nothing(202);
    },
    exportReport: (call) => {
      const { report } = found(call);
      if (!report)
        return refuseCall(
          409,
          'no-report',
          'this check has no report: it is still running, or failed before the first rule',
        );
      return reportFile(report as unknown as Report, textOf(call, 'format') as SavedReportFormat);
    },
    listRules: () => jsonResponse(ruleList),
  };
  return {
    handlers,
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
