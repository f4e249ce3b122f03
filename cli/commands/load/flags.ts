import type { Arrivals } from '../../../load/index.ts';
import type { FleetEvent } from '../../../simulator/events.ts';
import type { ReceiverFlags } from '../../shared/receiver-flags.ts';

/** What `hookswitch load` is given; shares are from 0 to 1, durations in milliseconds. */
export interface LoadFlags extends ReceiverFlags {
  readonly rate?: number | 'max';
  readonly duration?: number;
  readonly count?: number;
  readonly ramp?: number;
  readonly arrivals?: Arrivals;
  readonly burstSize?: number;
  readonly connections?: number;
  readonly freshConnections?: boolean;
  readonly sign?: 'each' | 'once';
  readonly events?: Readonly<Partial<Record<FleetEvent, number>>>;
  readonly repeated?: number;
  readonly forged?: number;
  readonly seed?: number;
  readonly maxP99?: number;
  readonly maxFailed?: number;
  readonly findLimit?: boolean;
  readonly observeUrl?: string;
  readonly observeCmd?: string;
  readonly settle?: number;
  readonly wait?: number;
  readonly abortOn?: number;
  readonly via?: string;
  readonly workers?: number;
  readonly iOwnThisHost?: boolean;
  readonly report: readonly string[];
  readonly quiet?: boolean;
}
