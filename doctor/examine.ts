import { wrongSecret } from '../simulator/faults/wrong-secret.ts';
import { examineBodyLimit } from './body-limit.ts';
import type { Finding } from './finding.ts';
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
import { type DoctorOptions, patientOf } from './patient.ts';
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
    return finding;
  };
  const network = await examineNetwork(patient);
  for (const finding of network.findings) note(finding);
  if (!network.isReachable) return { findings, isReachable: false, isServed: false };
  note(await examineTls(patient, new Date()));
  const first = await patient.send(options.secret === undefined ? { fault: wrongSecret() } : {});
  const redirects = note(redirectsIn(first));
  note(proxyIn(first));
  const route = redirects.verdict === 'fail' ? redirects : note(await examineRoute(patient, first));
  // Behind a redirect or at another path, the other steps would say nothing about the receiver.
  if (route.verdict === 'fail' || options.signal.aborted)
    return { findings, isReachable: true, isServed: false };
  note(await examineSignature(patient, first));
  note(await examineAck(patient, first));
  note(clockIn(first));
  note(await examineBodyLimit(patient));
  note(await examineChunked(patient, first));
  note(getBodyIn(patient, first));
  note(await examineObserver(patient));
  const { sn, ...report } = await examineReport(patient);
  note(report);
  return { findings, isReachable: true, isServed: true, sn };
}
