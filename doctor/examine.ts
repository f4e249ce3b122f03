import { wrongSecret } from '../simulator/faults/wrong-secret.ts';
import type { Transmission } from '../simulator/index.ts';
import { examineBodyLimit } from './body-limit.ts';
import type { Finding, StepResult } from './finding.ts';
import {
  clockIn,
  examineAck,
  examineChunked,
  examineRoute,
  examineSignature,
  getBodyIn,
  redirectsIn,
} from './http.ts';
import { examineNetwork } from './network.ts';
import { type DoctorOptions, type Patient, patientOf } from './patient.ts';
import { proxyIn } from './proxy.ts';
import { examineObserver, examineReport } from './state.ts';
import { examineTls } from './tls.ts';

/** How an examination ended. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** Whether the receiver accepts connections. */
  readonly isReachable: boolean;
  /** Whether a check would find the webhook. */
  readonly isServed: boolean;
  /** The serial number of the report that was sent. */
  readonly sn?: string | undefined;
}

type Step = (patient: Patient, first: Transmission) => StepResult | Promise<StepResult>;

const steps: readonly (readonly [name: string, step: Step])[] = [
  ['proxy', proxyIn],
  ['redirects', redirectsIn],
  ['route', examineRoute],
  ['signature', examineSignature],
  ['ack time', examineAck],
  ['clock', clockIn],
  ['body limit', examineBodyLimit],
  ['chunked', examineChunked],
  ['GET body', getBodyIn],
  ['observer', examineObserver],
  ['report', examineReport],
];

/**
 * Examines a receiver step by step, from its name to its state, and reports each step as it ends. Only the test message and forged messages
 * are sent, unless a report is requested.
 */
export async function examine(
  options: DoctorOptions,
  onFinding: (finding: Finding) => void,
): Promise<Examined> {
  const patient = patientOf(options);
  const findings: Finding[] = [];
  const note = (finding: Finding) => {
    findings.push(finding);
    if (!options.signal.aborted) onFinding(finding);
  };
  const network = await examineNetwork(patient);
  for (const finding of network.findings) note(finding);
  if (!network.isReachable) return { findings, isReachable: false, isServed: false };
  note({ step: 'tls', ...(await examineTls(patient)) });
  const first = await patient.send(options.secret === undefined ? { fault: wrongSecret() } : {});
  for (const [step, run] of steps) {
    const finding = { step, ...(await run(patient, first)) };
    note(finding);
    // Behind a redirect or at another path, the other steps would say nothing about the receiver.
    const isElsewhere = finding.verdict === 'fail' && (step === 'redirects' || step === 'route');
    if (isElsewhere || options.signal.aborted) return { findings, isReachable: true, isServed: false };
  }
  return { findings, isReachable: true, isServed: true, sn: patient.sn };
}
