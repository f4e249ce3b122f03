import { checkBy } from '../runner/check.ts';
import type { CheckOptions } from '../runner/check-options.ts';
import type { Rule } from '../runner/rule.ts';
import type { Report } from '../schemas/generated/types.ts';
import { acknowledgesABurst } from './acknowledgement/acknowledges-a-burst.ts';
import { acknowledgesEveryEvent } from './acknowledgement/acknowledges-every-event.ts';
import { acknowledgesInTime } from './acknowledgement/acknowledges-in-time.ts';
import { acknowledgesLargeMessages } from './acknowledgement/acknowledges-large-messages.ts';
import { acknowledgesQuickly } from './acknowledgement/acknowledges-quickly.ts';
import { acknowledgesTenAtOnce } from './acknowledgement/acknowledges-ten-at-once.ts';
import { acknowledgesTheTestMessage } from './acknowledgement/acknowledges-the-test-message.ts';
import { doesNotRedirect } from './acknowledgement/does-not-redirect.ts';
import { doesNotWaitForDownstream } from './acknowledgement/does-not-wait-for-downstream.ts';
import { finishesItsResponse } from './acknowledgement/finishes-its-response.ts';
import { servesFreshAndKeptConnections } from './acknowledgement/serves-fresh-and-kept-connections.ts';
import { survivesABrokenUpload } from './acknowledgement/survives-a-broken-upload.ts';
import { survivesASlowSender } from './acknowledgement/survives-a-slow-sender.ts';
import { acceptsAnEmptyList } from './message/accepts-an-empty-list.ts';
import { acceptsChunked } from './message/accepts-chunked.ts';
import { acceptsContentTypeForms } from './message/accepts-content-type-forms.ts';
import { acceptsEveryDeletionForm } from './message/accepts-every-deletion-form.ts';
import { appliesEveryItem } from './message/applies-every-item.ts';
import { appliesMixedArrays } from './message/applies-mixed-arrays.ts';
import { appliesSimultaneousMessages } from './message/applies-simultaneous-messages.ts';
import { appliesWholeLists } from './message/applies-whole-lists.ts';
import { endsWithTheNewestOfAnArray } from './message/ends-with-the-newest-of-an-array.ts';
import { ignoresTheTestMessage } from './message/ignores-the-test-message.ts';
import { ignoresUndatedReports } from './message/ignores-undated-reports.ts';
import { joinsThePiecesOfABody } from './message/joins-the-pieces-of-a-body.ts';
import { keepsDidsOnTheirTrunks } from './message/keeps-dids-on-their-trunks.ts';
import { keepsEveryCapacity } from './message/keeps-every-capacity.ts';
import { keepsPbxsApart } from './message/keeps-pbxs-apart.ts';
import { keepsValuesAsSent } from './message/keeps-values-as-sent.ts';
import { limitsSize } from './message/limits-size.ts';
import { oneBadItemLosesNoOthers } from './message/one-bad-item-loses-no-others.ts';
import { rejectsMalformedJson } from './message/rejects-malformed-json.ts';
import { rejectsUnreadableBytes } from './message/rejects-unreadable-bytes.ts';
import { rejectsWrongShapes } from './message/rejects-wrong-shapes.ts';
import { rejectsWrongTypes } from './message/rejects-wrong-types.ts';
import { removesTheDidsOfADeletedPbx } from './message/removes-the-dids-of-a-deleted-pbx.ts';
import { replacesTheDidList } from './message/replaces-the-did-list.ts';
import { survivesBrokenText } from './message/survives-broken-text.ts';
import { survivesHostileText } from './message/survives-hostile-text.ts';
import { survivesMalformedJson } from './message/survives-malformed-json.ts';
import { survivesWrongShapes } from './message/survives-wrong-shapes.ts';
import { toleratesUnknownEvents } from './message/tolerates-unknown-events.ts';
import { toleratesUnknownFields } from './message/tolerates-unknown-fields.ts';
import { wrongShapesHaveNoEffect } from './message/wrong-shapes-have-no-effect.ts';
import { acceptsConfiguredMethod } from './method/accepts-configured-method.ts';
import { checksGetLikePost } from './method/checks-get-like-post.ts';
import { losesNothingByTheOtherMethod } from './method/loses-nothing-by-the-other-method.ts';
import { otherMethodsHaveNoEffect } from './method/other-methods-have-no-effect.ts';
import { rejectsOtherMethods } from './method/rejects-other-methods.ts';
import { acknowledgesDuplicates } from './retry/acknowledges-duplicates.ts';
import { appliesConcurrentDuplicatesOnce } from './retry/applies-concurrent-duplicates-once.ts';
import { appliesOnce } from './retry/applies-once.ts';
import { converges } from './retry/converges.ts';
import { endsWithTheNewestOfConcurrentReports } from './retry/ends-with-the-newest-of-concurrent-reports.ts';
import { ignoresALateOlderMessage } from './retry/ignores-a-late-older-message.ts';
import { keepsDistinctMessages } from './retry/keeps-distinct-messages.ts';
import { keepsWhatItAcknowledged } from './retry/keeps-what-it-acknowledged.ts';
import { recoversFromDownstreamFailure } from './retry/recovers-from-downstream-failure.ts';
import { remembersLongEnough } from './retry/remembers-long-enough.ts';
import { survivesALostAck } from './retry/survives-a-lost-ack.ts';
import { isAliveAtTheEnd } from './security/is-alive-at-the-end.ts';
import { logsNoSecret } from './security/logs-no-secret.ts';
import { revealsNoSecret } from './security/reveals-no-secret.ts';
import { servesValidTls } from './security/serves-valid-tls.ts';
import { acceptsAnyFormatting } from './signature/accepts-any-formatting.ts';
import { acceptsAnyHeaderCase } from './signature/accepts-any-header-case.ts';
import { acceptsGenuine } from './signature/accepts-genuine.ts';
import { acceptsNonAscii } from './signature/accepts-non-ascii.ts';
import { checksEveryMessage } from './signature/checks-every-message.ts';
import { checksTheTestMessageToo } from './signature/checks-the-test-message-too.ts';
import { hidesTiming } from './signature/hides-timing.ts';
import { rejectedHasNoEffect } from './signature/rejected-has-no-effect.ts';
import { rejectsAlteredSignature } from './signature/rejects-altered-signature.ts';
import { rejectsDoubledHeader } from './signature/rejects-doubled-header.ts';
import { rejectsEmpty } from './signature/rejects-empty.ts';
import { rejectsMalformedSignature } from './signature/rejects-malformed-signature.ts';
import { rejectsMissing } from './signature/rejects-missing.ts';
import { rejectsOtherEncoding } from './signature/rejects-other-encoding.ts';
import { rejectsOtherSecret } from './signature/rejects-other-secret.ts';
import { rejectsRetiredSecret } from './signature/rejects-retired-secret.ts';
import { rejectsSwappedSignature } from './signature/rejects-swapped-signature.ts';
import { rejectsTamperedBody } from './signature/rejects-tampered-body.ts';
import { rejectsWeakDigest } from './signature/rejects-weak-digest.ts';

/** Every rule, in the same order as in lists and reports. */
export const rules: readonly Rule[] = [
  acceptsGenuine,
  acceptsAnyFormatting,
  acceptsNonAscii,
  acceptsAnyHeaderCase,
  rejectsMissing,
  rejectsEmpty,
  rejectsOtherSecret,
  rejectsRetiredSecret,
  rejectsTamperedBody,
  rejectsAlteredSignature,
  rejectsSwappedSignature,
  rejectsWeakDigest,
  rejectsOtherEncoding,
  rejectsDoubledHeader,
  rejectsMalformedSignature,
  checksTheTestMessageToo,
  checksEveryMessage,
  rejectedHasNoEffect,
  hidesTiming,
  acknowledgesEveryEvent,
  acknowledgesTheTestMessage,
  acknowledgesInTime,
  acknowledgesQuickly,
  acknowledgesTenAtOnce,
  acknowledgesABurst,
  acknowledgesLargeMessages,
  doesNotWaitForDownstream,
  doesNotRedirect,
  finishesItsResponse,
  servesFreshAndKeptConnections,
  survivesASlowSender,
  survivesABrokenUpload,
  acknowledgesDuplicates,
  appliesOnce,
  appliesConcurrentDuplicatesOnce,
  survivesALostAck,
  remembersLongEnough,
  recoversFromDownstreamFailure,
  ignoresALateOlderMessage,
  endsWithTheNewestOfConcurrentReports,
  keepsDistinctMessages,
  converges,
  keepsWhatItAcknowledged,
  appliesEveryItem,
  appliesSimultaneousMessages,
  appliesWholeLists,
  appliesMixedArrays,
  endsWithTheNewestOfAnArray,
  replacesTheDidList,
  keepsDidsOnTheirTrunks,
  keepsValuesAsSent,
  keepsEveryCapacity,
  keepsPbxsApart,
  acceptsEveryDeletionForm,
  removesTheDidsOfADeletedPbx,
  ignoresTheTestMessage,
  toleratesUnknownEvents,
  toleratesUnknownFields,
  survivesMalformedJson,
  survivesWrongShapes,
  wrongShapesHaveNoEffect,
  rejectsMalformedJson,
  rejectsWrongShapes,
  rejectsWrongTypes,
  rejectsUnreadableBytes,
  ignoresUndatedReports,
  oneBadItemLosesNoOthers,
  survivesHostileText,
  survivesBrokenText,
  limitsSize,
  acceptsContentTypeForms,
  acceptsChunked,
  joinsThePiecesOfABody,
  acceptsAnEmptyList,
  acceptsConfiguredMethod,
  rejectsOtherMethods,
  otherMethodsHaveNoEffect,
  losesNothingByTheOtherMethod,
  checksGetLikePost,
  revealsNoSecret,
  logsNoSecret,
  servesValidTls,
  isAliveAtTheEnd,
];

/**
 * Checks a receiver at a URL or in the same process. A receiver in the same process listens on loopback during the check only.
 *
 * @param options The receiver, and how to check it.
 * @throws HookswitchError for a usage error: `bad-url`, `bad-receiver`, `bad-secret`, `bad-settings`, `bad-sequence`, `bad-observer`,
 * `bad-downstream`, `host-not-allowed`, `no-rule`, `unreachable` or `observer-unreachable`. A receiver that fails rules doesn't make it
 * throw: the failures are in the report.
 */
export function check(options: CheckOptions): Promise<Report> {
  return checkBy(rules, options);
}
