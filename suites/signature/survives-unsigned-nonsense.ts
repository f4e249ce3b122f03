import {
  assumeAcknowledged,
  defineRule,
  didChange,
  expectAllSurvived,
  expectStillServes,
  messageToForge,
} from '../../runner/rule-kit.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import { serialize } from '../../simulator/index.ts';
import { nestedMessage } from '../cases/hostile-text.ts';
import { blankBodies, doubtfulJson, notJson } from '../cases/malformed-json.ts';
import { unreadableMessages } from '../cases/wrong-shapes.ts';

export const survivesUnsignedNonsense = defineRule({
  id: 'signature/survives-unsigned-nonsense',
  title: 'survives any body without a signature',
  level: 'must',
  sentBy: 'anyone',
  severity: 'crashes',
  basis: 'derived',
  requirements: ['verify-signature'],
  why: 'Anyone on the internet can send any bytes. If some of them end the process, anyone can take the receiver down.',
  fix: 'Verify the signature over the raw body before you parse it, and respond 401. Catch the exceptions of the parser.',
  inProduction:
    'The body is parsed before its signature is verified. A scanner that looks for open ports sends an empty POST, the parser throws, and the process ends: every message of the next minutes is lost.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends bodies without an X-Signature header: plain text, XML, open brackets, an empty one, bytes that are not UTF-8, NULs, numbers, arrays of null, numbers and strings, and 100,000 nested arrays.',
    'A connection may break if your receiver acknowledges the next genuine message at once. Finally, a genuine message must get a 2xx. Any response passes: other rules check that a forged message is rejected.',
  ],
  lesson: 'check-first',
  explainedBy: ['signature/rejects-missing'],
  needs: ['body'],
  async run(ctx) {
    assumeAcknowledged(await ctx.deliver(messageToForge(ctx)));
    const [report] = didChange(ctx);
    const nonsense = [
      ...notJson,
      ...blankBodies,
      ...doubtfulJson(serialize([report], ctx.run.profile)),
      ...unreadableMessages,
      [
        'a report with 100000 nested arrays in a new field',
        nestedMessage({ ...report }, 100_000, ctx.run.profile),
      ],
    ] as const;
    await expectAllSurvived(ctx, nonsense, { fault: missingSignature });
    await expectStillServes(ctx, messageToForge(ctx), 'a genuine message after unsigned nonsense');
  },
});
