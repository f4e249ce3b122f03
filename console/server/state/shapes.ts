import { validate } from '../../../schemas/index.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import { mismatch } from '../api/schema.ts';
import {
  arrivalDetailSchema,
  checkDetail,
  fleetView,
  inboxResponse,
  pushSettings,
  webhookForm,
} from '../api/types.ts';

/** Whether a value has the console's format. A file may contain anything: its owner, a disk or another program may have changed it. */
export type ShapeTest = (value: unknown) => boolean;

export const isArrivalDetail = described(arrivalDetailSchema);
export const isPushSettings = described(pushSettings);
export const isInboxResponse = described(inboxResponse);

const isDescribedCheck = described(checkDetail);
const isFleetView = described(fleetView);
const isWebhookForm = described(webhookForm);

/** The description doesn't define the content of a report. */
export function isCheckDetail(value: unknown): boolean {
  if (!isDescribedCheck(value)) return false;
  const { report } = value as { readonly report?: unknown };
  return report === undefined || validate('report', report) === undefined;
}

export function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

export function isWebhooks(value: unknown): boolean {
  return Array.isArray(value) && value.every(isWebhook);
}

function isWebhook(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, ...form } = value;
  return typeof id === 'string' && typeof form.secret === 'string' && isWebhookForm(form);
}

export function isFleet(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { unpushed = [], ...view } = value;
  return isFleetView(view) && Array.isArray(unpushed) && unpushed.every(isUnpushed);
}

function isUnpushed(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { after, messages } = value;
  return Number.isSafeInteger(after) && isTexts(messages);
}

function described(schema: object): ShapeTest {
  return (value) => mismatch(schema, value, 'what was kept') === undefined;
}
