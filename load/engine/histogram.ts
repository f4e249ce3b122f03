/** Quantiles and the maximum (ms); `null` if nothing was counted. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

/** A histogram as plain data: the counts of its buckets. Merging is adding. */
export interface HistogramSnapshot {
  readonly unit: 'us';
  /** Bucket and count alternate, in bucket order. Empty buckets are left out. */
  readonly counts: readonly number[];
  /** The exact maximum, 0 if there is none (us). */
  readonly max: number;
}

/** Buckets per octave: values are exact to 0.1%, as in HdrHistogram with three digits. */
const bucketsPerOctave = 1024;
/** Below this, there is a bucket for every microsecond. */
const exactBelow = 2 * bucketsPerOctave;
/** 2^36 us are 19 hours. Longer times count as that. */
const maxValue = 2 ** 36 - 1;
const bucketCount = bucketOf(maxValue) + 1;

/**
 * Counts durations in microseconds, from 1 us to 19 h, with three digits, in constant memory. Nothing is sampled or aged, so histograms of
 * several machines or intervals merge without loss.
 */
export class Histogram {
  readonly #counts = new Float64Array(bucketCount);
  #count = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** Negative times count as 0: two clocks of one machine may differ slightly. */
  recordMs(durationMs: number, times = 1): void {
    const value = Math.min(Math.max(Math.round(durationMs * 1000), 0), maxValue);
    this.#addTo(bucketOf(value), times);
    if (value > this.#max) this.#max = value;
  }

  add({ counts, max }: HistogramSnapshot): void {
    for (let at = 0; at + 1 < counts.length; at += 2) this.#addTo(counts[at] ?? 0, counts[at + 1] ?? 0);
    this.#max = Math.max(this.#max, max);
  }

  #addTo(bucket: number, times: number): void {
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + times;
    this.#count += times;
  }

  /** The smallest value that is at least as large as this share of all values (ms), to the width of a bucket; `null` without values. */
  quantileMs(share: number): number | null {
    if (this.#count === 0) return null;
    const wanted = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      seen += this.#counts[bucket] ?? 0;
      if (seen >= wanted) return Math.min(greatestOf(bucket), this.#max) / 1000;
    }
    return this.#max / 1000;
  }

  percentiles(): Percentiles {
    return {
      p50: this.quantileMs(0.5),
      p90: this.quantileMs(0.9),
      p99: this.quantileMs(0.99),
      p999: this.quantileMs(0.999),
      max: this.#count === 0 ? null : this.#max / 1000,
    };
  }

  snapshot(): HistogramSnapshot {
    const counts: number[] = [];
    this.#counts.forEach((times, bucket) => {
      if (times > 0) counts.push(bucket, times);
    });
    return { unit: 'us', counts, max: this.#max };
  }

  clear(): void {
    this.#counts.fill(0);
    this.#count = 0;
    this.#max = 0;
  }
}

/** The buckets of a snapshot, for charts: from (inclusive) and to (exclusive), in ms. */
export function bucketsMs(
  snapshot: HistogramSnapshot,
): { readonly fromMs: number; readonly toMs: number; readonly count: number }[] {
  const buckets = [];
  for (let at = 0; at + 1 < snapshot.counts.length; at += 2) {
    const bucket = snapshot.counts[at] ?? 0;
    const toMs = (greatestOf(bucket) + 1) / 1000;
    buckets.push({ fromMs: leastOf(bucket) / 1000, toMs, count: snapshot.counts[at + 1] ?? 0 });
  }
  return buckets;
}

/** Linear up to {@link exactBelow}, then a fixed number of buckets per doubling. */
function bucketOf(value: number): number {
  if (value < exactBelow) return value;
  const octave = 31 - Math.clz32(Math.floor(value / exactBelow));
  const width = 2 ** (octave + 1);
  return exactBelow + octave * bucketsPerOctave + Math.floor(value / width) - bucketsPerOctave;
}

function leastOf(bucket: number): number {
  if (bucket < exactBelow) return bucket;
  const octave = Math.floor((bucket - exactBelow) / bucketsPerOctave);
  return (bucketsPerOctave + ((bucket - exactBelow) % bucketsPerOctave)) * 2 ** (octave + 1);
}

function greatestOf(bucket: number): number {
  return leastOf(bucket + 1) - 1;
}
