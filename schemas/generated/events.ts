// Made by `npm run generate` from schemas/events/: change those, not this file.

import type { CapacityChange, DidChange, TestMessage } from './types.ts';

export type { CapacityChange, CapacityReport, DidChange, DidReport, TestMessage, TrunkDidInfo } from './types.ts';

/** The name of an event that YCM pushes, as used in options and lists. */
export type EventName =
  /** An administrator tests the webhook. */
  | 'test'
  /** DIDs are assigned to a Cloud PBX, or removed from it. */
  | 'did_change'
  /** DIDs of a Cloud PBX are deleted from their trunks. */
  | 'did_delete'
  /** Trunks with DIDs of a Cloud PBX are deleted. */
  | 'trunk_delete'
  /** A Cloud PBX with DIDs is deleted. */
  | 'pce_delete'
  /** Capacity is assigned to a Cloud PBX, or resized. The vendor gives this event no name. */
  | 'capacity_change';

/** The kind of a message that reports a documented event: the name of its schema. */
export type EventKind =
  /** The connectivity test, which an administrator starts in YCM under Operations. */
  | 'test'
  /** A list of reports, one for each Cloud PBX whose DID numbers changed. */
  | 'did-change'
  /** A list of reports, one for each Cloud PBX whose capacity changed. */
  | 'capacity-change';

/** The title of the vendor's page on an event, by which a webhook subscribes to it. */
export type EventTitle =
  /** A list of reports, one for each Cloud PBX whose DID numbers changed. */
  | 'PCE DID Change'
  /** A list of reports, one for each Cloud PBX whose capacity changed. */
  | 'PCE Capacity Change';

/** The kind of each event. */
export interface EventKinds {
  /** An administrator tests the webhook. */
  readonly test: 'test';
  /** DIDs are assigned to a Cloud PBX, or removed from it. */
  readonly did_change: 'did-change';
  /** DIDs of a Cloud PBX are deleted from their trunks. */
  readonly did_delete: 'did-change';
  /** Trunks with DIDs of a Cloud PBX are deleted. */
  readonly trunk_delete: 'did-change';
  /** A Cloud PBX with DIDs is deleted. */
  readonly pce_delete: 'did-change';
  /** Capacity is assigned to a Cloud PBX, or resized. The vendor gives this event no name. */
  readonly capacity_change: 'capacity-change';
}

/** The message that reports each event. */
export interface EventMessages {
  /** An administrator tests the webhook. */
  readonly test: TestMessage;
  /** DIDs are assigned to a Cloud PBX, or removed from it. */
  readonly did_change: DidChange;
  /** DIDs of a Cloud PBX are deleted from their trunks. */
  readonly did_delete: DidChange;
  /** Trunks with DIDs of a Cloud PBX are deleted. */
  readonly trunk_delete: DidChange;
  /** A Cloud PBX with DIDs is deleted. */
  readonly pce_delete: DidChange;
  /** Capacity is assigned to a Cloud PBX, or resized. The vendor gives this event no name. */
  readonly capacity_change: CapacityChange;
}
