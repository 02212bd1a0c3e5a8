import { createHash } from 'node:crypto';
import type { TeamsConfig } from '../../../bot/teams/config.ts';
import type { Member } from '../../../bot/teams/directory/roster.ts';
import type { Microsoft } from './microsoft.ts';
import { testKeys } from './tokens.ts';

export const APP_ID = '11111111-2222-4333-8444-555555555555';
export const TENANT = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';
export const BOT = { id: `28:${APP_ID}`, name: 'Rapport' };

export interface Colleague {
  email: string;
  name: string;
  tenantId?: string;
  userRole?: 'user' | 'guest' | 'anonymous';
  userPrincipalName?: string;
}

/** A channel or a group chat, or somebody's personal chat. */
export interface TeamsConversation {
  kind: 'personal' | 'groupChat' | 'channel';
  id: string;
  name?: string;
  channelType?: string;
}

export const configFor = ({
  settings,
  graphUrl,
}: Pick<Microsoft, 'settings' | 'graphUrl'>): TeamsConfig => ({
  appId: APP_ID,
  appPassword: 'secret',
  appType: 'SingleTenant',
  tenantId: TENANT,
  settings,
  graphUrl,
});

export const objectIdOf = (email: string): string =>
  createHash('sha256')
    .update(email)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
export const mriOf = (email: string): string => `29:${email}`;

export const memberOf = ({
  email,
  name,
  tenantId = TENANT,
  userRole = 'user',
  userPrincipalName = email,
}: Colleague): Member => ({
  id: mriOf(email),
  aadObjectId: objectIdOf(email),
  name,
  email,
  userPrincipalName,
  tenantId,
  userRole,
});

export const personalConversation = (email: string): TeamsConversation => ({
  kind: 'personal',
  id: `a:${email}`,
});

let count = 0;

/** An activity as Teams sends it. */
export function activityFrom(
  { email, name }: Colleague,
  spot: TeamsConversation,
  { serviceUrl }: Pick<Microsoft, 'serviceUrl'>,
  rest: object,
): object {
  count += 1;
  const channel = spot.kind === 'channel' && {
    channel: {
      id: spot.id,
      ...(spot.channelType && { type: spot.channelType }),
      ...(spot.name && { name: spot.name }),
    },
    team: { id: '19:team@thread.tacv2' },
  };
  return {
    id: `${1_767_000_000_000 + count}`,
    timestamp: '2026-01-02T18:03:37.199Z',
    channelId: 'msteams',
    serviceUrl,
    locale: 'en-GB',
    localTimezone: 'Europe/Berlin',
    from: { id: mriOf(email), name, aadObjectId: objectIdOf(email) },
    recipient: BOT,
    conversation: {
      id: spot.kind === 'channel' ? `${spot.id};messageid=1767` : spot.id,
      conversationType: spot.kind,
      tenantId: TENANT,
      ...(spot.kind !== 'personal' && { isGroup: true }),
    },
    channelData: { tenant: { id: TENANT }, ...channel },
    ...rest,
  };
}

export interface Reached {
  status: number;
  body: unknown;
}

/** Sends as Teams does, with a token that is good unless told otherwise. */
export async function send(
  url: string,
  activity: object,
  { serviceUrl, authorization }: { serviceUrl: string; authorization?: string | null },
): Promise<Reached> {
  const header =
    authorization === undefined
      ? `Bearer ${await (await testKeys()).token({ audience: APP_ID, serviceUrl })}`
      : authorization;
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header && { authorization: header }) },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
  };
}
