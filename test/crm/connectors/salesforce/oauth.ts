import express, { type Express, type Response } from 'express';
import { HOUR } from '../../../../crm/time/durations.ts';
import { type Form, type OAuthRefused, type OAuthServer, oauthServer } from '../oauth-server.ts';
import { APP } from './sessions.ts';

export const REDIRECT_URI = 'https://rapport.example/connect/salesforce';

/** Salesforce's web server flow, with PKCE and a refresh token that is good once. */
export function salesforceOAuth(http: Express, now: () => Date): OAuthServer {
  const oauth = oauthServer({
    now,
    client: { ...APP, redirectUris: [REDIRECT_URI] },
    lasts: 2 * HOUR,
    rotates: true,
  });
  const form = express.urlencoded({ extended: false });
  http.get('/services/oauth2/authorize', (request, response) => {
    if (request.query['response_type'] !== 'code')
      return void response.status(400).send('unsupported_response_type');
    response.redirect(302, oauth.agree(request.query));
  });
  http.post('/services/oauth2/token', form, (request, response, next) => {
    // The app's own tokens are granted elsewhere.
    if (!isPersonal(request.body)) return next();
    const granted = oauth.grant(request.body);
    if ('error' in granted) return refuse(response, granted);
    response.json({
      access_token: granted.access,
      refresh_token: granted.refresh,
      instance_url: `${request.protocol}://${request.host}`,
      token_type: 'Bearer',
    });
  });
  http.get('/services/oauth2/userinfo', (request, response) => {
    const user = oauth.userOf(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (!user) return void response.status(403).send('Bad_OAuth_Token');
    response.json({
      user_id: user.id,
      email: user.email,
      email_verified: user.isVerified ?? true,
      organization_id: '00D',
    });
  });
  http.post('/services/oauth2/revoke', form, ({ body }, response) => {
    if (oauth.revoke(body, { needsClient: false }))
      return refuse(response, { error: 'invalid_token', error_description: 'invalid token' });
    response.status(200).end();
  });
  return oauth;
}

const isPersonal = ({ grant_type: grant, refresh_token: token }: Form): boolean =>
  grant === 'authorization_code' || (grant === 'refresh_token' && token !== APP.refreshToken);

const refuse = (response: Response, fault: OAuthRefused): void =>
  void response.status(400).json(fault);
