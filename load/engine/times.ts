import type { LoadTimes, TimesReport } from '../result.ts';
import { Histogram, type HistogramSnapshot } from './histogram.ts';

export function newTimes(): LoadTimes<Histogram> {
  return { lag: new Histogram(), service: new Histogram(), ack: new Histogram() };
}

export function addTimes(times: LoadTimes<Histogram>, more: LoadTimes<HistogramSnapshot>): void {
  times.lag.add(more.lag);
  times.service.add(more.service);
  times.ack.add(more.ack);
}

/** Times for a report. */
export function timesReportOf({ lag, service, ack }: LoadTimes<Histogram>): TimesReport {
  return {
    lagMs: lag.percentiles(),
    serviceMs: service.percentiles(),
    ackMs: ack.percentiles(),
    histograms: { lag: lag.snapshot(), service: service.snapshot(), ack: ack.snapshot() },
  };
}
