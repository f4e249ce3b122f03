import { describe, expect, it } from 'vitest';
import {
  api,
  askToken,
  call,
  credentials,
  failure,
  fleet,
  type Grant,
  grant,
  known,
  received,
  serveOpenApi,
  ycm,
} from './served-open-api.ts';

serveOpenApi();

describe('tokens', () => {
  it('are given to clients that know the secret, for 30 minutes', async () => {
    expect(await grant(known)).toEqual({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 1800,
      jti: expect.any(String),
    });
  });

  it.each([
    [{ ...known, client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ ...known, client_id: '' }, 401, 'invalid_client'],
    [{ ...known, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{}, 400, 'invalid_request'],
    [{ grant_type: 'refresh_token', refresh_token: 'wrong' }, 400, 'invalid_grant'],
  ])('are not issued for %j', async (form, status, error) => {
    const response = await askToken(form as Record<string, string>);
    expect([response.status, await response.json()]).toEqual([status, { error }]);
  });

  it('are refreshed once each until they are revoked', async () => {
    const first = await grant(known);
    const refresh = (from: string) => askToken({ grant_type: 'refresh_token', refresh_token: from });
    const second = (await (await refresh(first.refresh_token)).json()) as Grant;
    expect((await call('GET', 'v1/shared_trunk/name/acl', undefined, second.access_token)).status).toBe(200);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    const { grant_type: _, ...who } = known;
    const revoked = await askToken(who, 'DELETE', '/refresh_token');
    expect(await revoked.json()).toEqual({
      client_id: credentials.clientId,
      effect_time: expect.any(Number),
    });
    expect((await refresh(second.refresh_token)).status).toBe(400);
    expect((await askToken({ client_id: 'x' }, 'DELETE', '/refresh_token')).status).toBe(401);
  });

  it('must be valid: a wrong, missing or expired one is refused, and changes nothing', async () => {
    const body = { cloudPbxIds: [1001] };
    for (const bearer of ['wrong', '']) {
      const refused = await call('DELETE', 'v1/cloud_pbx/instances', body, bearer);
      expect(refused).toMatchObject(failure(401, 'access token'));
      expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
    api.expireAccessTokens();
    expect(await call('DELETE', 'v1/cloud_pbx/instances', body)).toMatchObject(failure(401, 'expired'));
    expect(ycm.fleet).toBe(fleet);
    expect(received).toEqual([]);
  });
});
