import express, { type Express, type Response } from 'express';
import { type OAuthRefused, type OAuthServer, oauthServer } from '../oauth-server.ts';

export const USER_APP = { id: 'user-app-id', secret: 'user-app-secret' };
export const REDIRECT_URI = 'https://rapport.example/connect/hubspot';
const VERSION = '2026-09';

/** HubSpot's pages and endpoints for apps with user-level access; they need no key. */
export function hubspotOAuth(http: Express, now: () => Date): OAuthServer {
  const oauth = oauthServer({ now, client: { ...USER_APP, redirectUris: [REDIRECT_URI] } });
  const form = express.urlencoded({ extended: false });
  http.get('/oauth/:account/authorize', (request, response) =>
    response.redirect(302, oauth.agree(request.query)),
  );
  http.post(`/oauth/${VERSION}/token`, form, ({ body }, response) => {
    const granted = oauth.grant(body);
    if ('error' in granted) return refuse(response, granted);
    response.json({
      token_type: 'bearer',
      token_use: 'access_token',
      access_token: granted.access,
      refresh_token: granted.refresh,
      expires_in: oauth.lasting(granted),
    });
  });
  http.post(`/oauth/${VERSION}/token/introspect`, form, ({ body }, response) => {
    const user = oauth.userOf(String(body.token));
    if (body.client_secret !== USER_APP.secret)
      return refuse(response, { error: 'invalid_client', error_description: 'wrong secret' });
    if (!user) return void response.json({ active: false, hub_id: 0, user_id: 0 });
    response.json({
      active: true,
      hub_id: Number(user.account ?? 4711),
      user_id: Number(user.id),
      user: user.email,
      token_type: 'access',
    });
  });
  http.post(`/oauth/${VERSION}/token/revoke`, form, ({ body }, response) => {
    const fault = oauth.revoke(body);
    if (fault) return refuse(response, fault);
    response.status(204).end();
  });
  return oauth;
}

const refuse = (response: Response, { error, error_description }: OAuthRefused): void =>
  void response.status(400).json({ status: 'error', error, error_description });
