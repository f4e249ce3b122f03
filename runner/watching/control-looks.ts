import type { Seen } from '../../observation/index.ts';

/** The part of the looks, and of their time, that control PBXs may take. */
const partForControls = 1 / 10;

interface ControlLook {
  readonly sn: string;
  readonly seen: Seen;
}

/** Looks at a control PBX beside other looks: one at a time for all rules, and fewer if looks are slow or limited. */
export class ControlLooks {
  #looking: Promise<ControlLook> | undefined;
  #nextAt = 0;

  /**
   * The look that is on its way, or a new one; undefined if the last one was too short a time ago.
   *
   * @param eachMs How long a look takes (ms).
   */
  beside(
    sn: string,
    eachMs: number,
    observe: (sn: string) => Promise<Seen>,
  ): Promise<ControlLook> | undefined {
    if (!this.#looking && performance.now() >= this.#nextAt) {
      this.#nextAt = performance.now() + eachMs / partForControls;
      const look = async () => ({ sn, seen: await observe(sn) });
      this.#looking = look().finally(() => {
        this.#looking = undefined;
      });
    }
    return this.#looking;
  }
}
