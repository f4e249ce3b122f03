import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startDownstream } from '../../../observation/downstream/downstream.ts';
import { check } from '../../../suites/index.ts';
import { testSecret } from '../../runner/check-fixture.ts';
import { simulated } from '../../support/simulated.ts';

const rule = 'message/impossible-messages-destroy-nothing';

interface Report {
  readonly sn?: unknown;
  readonly trunkDidInfoList?: unknown;
}

/** What the rule finds about a receiver that sends this body to the service for each report of a genuine message. */
function foundIn(bodyOf: (report: Report) => unknown) {
  return simulated(async () => {
    const downstream = await startDownstream();
    const receiver = createServer(async (request, response) => {
      const body = await buffer(request);
      const signature = createHmac('sha256', testSecret).update(body).digest('base64');
      if (request.headers['x-signature'] !== signature) return void response.writeHead(401).end();
      const message: unknown = JSON.parse(body.toString());
      for (const report of Array.isArray(message) ? message.filter((item) => item !== null) : [])
        await fetch(`${downstream.url}/reports`, { method: 'POST', body: JSON.stringify(bodyOf(report)) });
      response.end();
    });
    const options = { receiver, downstream, secret: testSecret, rules: [rule], settleMs: 300 };
    const { results } = await check(options);
    await downstream.close();
    const [result] = results;
    return result?.finding?.actual ?? result?.reasonCode ?? result?.verdict;
  });
}

describe('a receiver that keeps no state', () => {
  it('may pass malformed reports to a service as they are', async () => {
    expect(await foundIn((report) => report)).toBe('pass');
    expect(await foundIn((report) => ({ from: 'YCM', reports: [{ ...report, arrived: 5 }] }))).toBe('pass');
  });

  it('must not turn them into other calls', async () => {
    const dids = ({ trunkDidInfoList: list }: Report) => (Array.isArray(list) ? list : []);
    expect(await foundIn((report) => ({ sn: report.sn, dids: dids(report) }))).toMatch(
      /^no DID is left: your receiver called the service with .*"dids":\[\]/,
    );
  });
});
