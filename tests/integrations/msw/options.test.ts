import { describe, expect, it } from 'vitest';
import { ycmOpenApi } from '../../../integrations/msw.ts';
import { Ycm } from '../../../simulator/index.ts';
import { api, credentials, did, fleet, serveOpenApi, server, ycm } from './served-open-api.ts';

serveOpenApi();

describe('ycmOpenApi', () => {
  it.each([
    [{ ...credentials, baseUrl: 'ycm.example.com' }, 'bad-url'],
    [{ ...credentials, baseUrl: 'https://user:pass@ycm.example.com' }, 'bad-url'],
    [{ ...credentials, clientId: '' }, 'bad-secret'],
    [{ clientId: 'a' }, 'bad-secret'],
  ])('refuses %j', (options, code) => {
    // @ts-expect-error One has no secret.
    expect(() => ycmOpenApi(ycm, options)).toThrow(
      expect.objectContaining({ name: 'HookswitchError', code }),
    );
  });

  it('needs numeric ids', () => {
    const named = new Ycm({ fleet: { ...fleet, dids: [{ ...did(1), didId: 'd1' }] } });
    expect(() => ycmOpenApi(named, credentials)).toThrow(
      expect.objectContaining({ code: 'bad-action', message: expect.stringContaining('"d1"') }),
    );
    expect(() => api.cloudPbxIdOf('36X')).toThrow(expect.objectContaining({ code: 'bad-action' }));
  });

  it("is served at the vendor's own address or under a path", async () => {
    server.resetHandlers(...ycmOpenApi(ycm, credentials).handlers);
    const own = await fetch('https://ycm.yeastar.com/dm/open_api/v1/shared_trunk/name/acl');
    expect(own.status).toBe(401);
    server.resetHandlers(
      ...ycmOpenApi(ycm, { ...credentials, baseUrl: 'http://localhost:3999/ycm/' }).handlers,
    );
    const under = await fetch('http://localhost:3999/ycm/dm/open_api/v1/shared_trunk/name/acl');
    expect(under.status).toBe(401);
  });
});
