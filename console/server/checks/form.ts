import type { CommonCheckOptions, ReceiverByUrl } from '../../../check/index.ts';
import { libraryValues } from '../../../options/library-values.ts';
import { rerunCommand } from '../../../options/rerun-command.ts';
import { type Rule, selectRules } from '../../../runner/index.ts';
import { assertUsableSecret, assertUsableUrl, HookswitchError } from '../../../simulator/index.ts';
import { rules as allRules } from '../../../suites/index.ts';
import { defined } from '../../../text/defined.ts';
import { refuseCall } from '../api/problem.ts';
import type { CheckForm } from '../api/types.ts';
import type { ConsoleContext } from '../context.ts';
import type { ReceiverCommand } from '../options.ts';

/** The options of a check by URL. */
export type CheckByUrl = CommonCheckOptions & ReceiverByUrl;

/** A valid form, with its secret. */
export interface CheckSetup {
  readonly options: CheckByUrl;
  readonly rules: readonly Rule[];
  /** Starts the receiver. Undefined if it is already running. */
  readonly exec: ReceiverCommand | undefined;
}

/** The options of a check from a form, validated as far as possible before anything is sent. @throws ApiRefusal that names the field. */
export function checkSetupOf(
  form: CheckForm,
  context: Pick<ConsoleContext, 'allowHosts' | 'exec' | 'webhookService'>,
): CheckSetup {
  const { allowHosts } = context;
  const { url, method, observeUrl, timeoutSeconds, isThorough = false, budgetSeconds } = form;
  const exec = form.isStarted ? (context.exec ?? refuseWithoutCommand()) : undefined;
  about('url', () => assertUsableUrl(url, allowHosts, 'the receiver'));
  if (observeUrl !== undefined)
    about('observeUrl', () => assertUsableUrl(observeUrl, allowHosts, 'the observer'));
  const secret = secretOf(form, context);
  about('secret', () => assertUsableSecret(secret, 'the secret'));
  const selection = form.rules === undefined ? {} : { rules: form.rules };
  const rules = about('rules', () => selectRules(allRules, selection));
  const flags = {
    ...defined({ observeUrl, timeout: timeoutSeconds, exec: exec?.command }),
    ...(method === 'POST' ? {} : { method }),
    ...(budgetSeconds === undefined ? {} : { budget: 1000 * budgetSeconds }),
    thorough: isThorough,
    allowHost: allowHosts,
  };
  const options: CheckByUrl = {
    ...libraryValues(flags),
    ...selection,
    ...(timeoutSeconds === undefined ? {} : { settings: { timeoutSeconds } }),
    url,
    secret,
    rerunCommand: rerunCommand(url, flags),
  };
  return { options, rules, exec };
}

function refuseWithoutCommand(): never {
  return refuseCall(
    422,
    'no-command',
    "the console doesn't know how to start the receiver; start the console with --exec 'COMMAND'",
    'isStarted',
  );
}

function secretOf({ secret }: CheckForm, { webhookService }: Pick<ConsoleContext, 'webhookService'>): string {
  return 'text' in secret ? secret.text : webhookService.get(secret.webhook).secret;
}

/** Attributes a usage error to this field. */
function about<T>(field: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof HookswitchError) refuseCall(422, error.code, error.message, field);
    throw error;
  }
}
