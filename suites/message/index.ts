import type { Rule } from '../../runner/rule-kit.ts';
import { acceptsAnEmptyList } from './accepts-an-empty-list.ts';
import { acceptsChunked } from './accepts-chunked.ts';
import { acceptsContentTypeForms } from './accepts-content-type-forms.ts';
import { acceptsEveryDeletionForm } from './accepts-every-deletion-form.ts';
import { appliesEveryItem } from './applies-every-item.ts';
import { appliesMixedArrays } from './applies-mixed-arrays.ts';
import { appliesSimultaneousMessages } from './applies-simultaneous-messages.ts';
import { appliesWholeLists } from './applies-whole-lists.ts';
import { endsWithTheNewestOfAnArray } from './ends-with-the-newest-of-an-array.ts';
import { hostileNamesChangeNothingElse } from './hostile-names-change-nothing-else.ts';
import { ignoresTheTestMessage } from './ignores-the-test-message.ts';
import { ignoresUndatedReports } from './ignores-undated-reports.ts';
import {
  decodesStrictly,
  rejectsImpossibleMessages,
  survivesImpossibleMessages,
} from './impossible-messages.ts';
import { impossibleMessagesDestroyNothing } from './impossible-messages-destroy-nothing.ts';
import { joinsThePiecesOfABody } from './joins-the-pieces-of-a-body.ts';
import { keepsDidsOnTheirTrunks } from './keeps-dids-on-their-trunks.ts';
import { keepsEveryCapacity } from './keeps-every-capacity.ts';
import { keepsPbxsApart } from './keeps-pbxs-apart.ts';
import { keepsValuesAsSent } from './keeps-values-as-sent.ts';
import { limitsSize } from './limits-size.ts';
import { removesTheDidsOfADeletedPbx } from './removes-the-dids-of-a-deleted-pbx.ts';
import { replacesTheDidList } from './replaces-the-did-list.ts';
import { survivesBrokenText } from './survives-broken-text.ts';
import { survivesHostileText } from './survives-hostile-text.ts';
import { toleratesUnknownEvents } from './tolerates-unknown-events.ts';
import { toleratesUnknownFields } from './tolerates-unknown-fields.ts';
import { unknownEventsHaveNoEffect } from './unknown-events-have-no-effect.ts';

/** The rules about what a message says, by chapter, in the order of lists and reports. */
export const messageRules = {
  /** It applies every item of every message. */
  applies: [
    appliesEveryItem,
    appliesSimultaneousMessages,
    appliesWholeLists,
    appliesMixedArrays,
    endsWithTheNewestOfAnArray,
    replacesTheDidList,
  ],
  /** It keeps every value as sent, where it belongs. */
  keeps: [keepsDidsOnTheirTrunks, keepsValuesAsSent, keepsEveryCapacity, keepsPbxsApart],
  /** It handles deletions, the test message, and what a later version of YCM adds. */
  events: [
    acceptsEveryDeletionForm,
    removesTheDidsOfADeletedPbx,
    ignoresTheTestMessage,
    toleratesUnknownEvents,
    unknownEventsHaveNoEffect,
    toleratesUnknownFields,
  ],
  /** It survives what it can't read, and applies none of it. */
  malformed: [
    survivesImpossibleMessages,
    impossibleMessagesDestroyNothing,
    hostileNamesChangeNothingElse,
    rejectsImpossibleMessages,
    decodesStrictly,
    ignoresUndatedReports,
    survivesHostileText,
    survivesBrokenText,
    limitsSize,
  ],
  /** It accepts every form of a request. */
  forms: [acceptsContentTypeForms, acceptsChunked, joinsThePiecesOfABody, acceptsAnEmptyList],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;
