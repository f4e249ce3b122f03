import {
  capacityChange,
  defineRule,
  didChange,
  expectAllRefused,
  expectRefused,
  given,
} from '../../runner/rule-kit.ts';
import { missingSignature } from '../../simulator/faults/missing-signature.ts';
import {
  otherHeaders,
  signatureInHeader,
  signatureInQuery,
  signatureQueryParameters,
} from '../../simulator/faults/signature-elsewhere.ts';

export const rejectsMissing = defineRule({
  id: 'signature/rejects-missing',
  title: 'refuses a message without an X-Signature header, whatever stands elsewhere',
  level: 'must',
  harm: 'open-to-forgers',
  basis: 'documented',
  requirements: ['signature-header', 'verify-signature'],
  why: 'A check that only runs when there is a signature keeps nobody out: a forger leaves the header away.',
  fix: 'Answer 401 when there is no X-Signature header, before the message is looked at; look for the signature nowhere else, least of all in the query, which is written to logs.',
  inProduction:
    'Whoever finds the URL, in a log, a proxy or by guessing, sends a made-up report without a signature, and the DIDs of any PBX are what he says they are. Nothing in the log looks wrong.',
  tried:
    'After a genuine message, sends a DID change and a capacity change without an X-Signature header. Then sends messages whose signature is right, but stands in another header (Signature, X-Hub-Signature-256, X-Webhook-Signature, X-Yeastar-Signature, Authorization) or in the query instead. All have to be refused with a 4xx.',
  lesson: 'compare-in-full',
  explainedBy: ['signature/rejects-other-secret'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    const forged = [didChange(ctx), capacityChange(ctx)];
    const sendings = forged.map((message) => ctx.deliver(message, { fault: missingSignature }));
    for (const sent of await Promise.all(sendings)) expectRefused(sent);
    const elsewhere = [
      ...otherHeaders.map(signatureInHeader),
      ...signatureQueryParameters.map(signatureInQuery),
    ];
    await expectAllRefused(ctx, elsewhere);
  },
});
