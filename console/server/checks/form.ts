import type { CheckOptions } from '../../../runner/check-options.ts';
import type { Rule } from '../../../runner/rule.ts';
import { selectRules } from '../../../runner/select.ts';
import type { CheckForm } from '../../../schemas/generated/console-types.ts';
import { assertUsableSecret, assertUsableUrl, HookswitchError } from '../../../simulator/index.ts';
import { rules as allRules } from '../../../suites/index.ts';
import { defined } from '../../../text/defined.ts';
import { refuseCall } from '../api/problem.ts';
import type { ConsoleContext } from '../context.ts';
import { consoleWords } from '../option-words.ts';
import { consoleRerunCommand } from './rerun-command.ts';

/** A valid form, with its secret. */
export interface CheckSetup {
  readonly options: CheckOptions;
  readonly rules: readonly Rule[];
}

/** The options of a check from a form, validated as far as possible before anything is sent. @throws ApiRefusal that names the field. */
export function checkSetupOf(
  form: CheckForm,
  context: Pick<ConsoleContext, 'allowHosts' | 'webhookService'>,
): CheckSetup {
  const { allowHosts } = context;
  const { url, method, observeUrl, timeoutSeconds, isThorough = false, budgetSeconds } = form;
  about('url', () => assertUsableUrl(url, allowHosts, 'the receiver'));
  if (observeUrl !== undefined)
    about('observeUrl', () => assertUsableUrl(observeUrl, allowHosts, 'the observer'));
  const secret = secretOf(form, context);
  about('secret', () => assertUsableSecret(secret, 'the secret'));
  const selection = form.rules === undefined ? {} : { rules: form.rules };
  const rules = about('rules', () => selectRules(allRules, selection));
  const options: CheckOptions = {
    url,
    method,
    secret,
    allowHosts,
    thorough: isThorough,
    ...selection,
    ...defined({ observeUrl }),
    ...(budgetSeconds === undefined ? {} : { budgetMs: 1000 * budgetSeconds }),
    ...(timeoutSeconds === undefined ? {} : { settings: { timeoutSeconds } }),
    words: consoleWords,
    rerunCommand: consoleRerunCommand(form, allowHosts),
  };
  return { options, rules };
}

function secretOf({ secret }: CheckForm, { webhookService }: Pick<ConsoleContext, 'webhookService'>): string {
  return 'text' in secret ? secret.text : webhookService.get(secret.webhook).secret;
}

/** Attributes a usage error to this field. */
function about<T>(field: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof HookswitchError) refuseCall(422, error.code, error.inWords(consoleWords), field);
    throw error;
  }
}
