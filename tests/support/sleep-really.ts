const { waitAsync } = Atomics as unknown as {
  waitAsync(cells: Int32Array, at: number, value: number, ms: number): { readonly value: Promise<unknown> };
};

/** Waits in real time, even while time is simulated: Node knows nothing of it. */
export function sleepReally(ms: number): Promise<unknown> {
  return waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms).value;
}
