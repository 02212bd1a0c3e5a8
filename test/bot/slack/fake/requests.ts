import { BOT_USER, TEAM } from './people.ts';

let serial = 0;
export const nextId = (prefix: string): string => {
  serial += 1;
  return `${prefix}${serial}`;
};

export const form = (fields: Record<string, string>): string =>
  new URLSearchParams(fields).toString();
export const payload = (body: object): string => form({ payload: JSON.stringify(body) });

export const event = (inner: object, more: object = {}): object => ({
  type: 'event_callback',
  team_id: TEAM,
  api_app_id: 'A0',
  event_id: nextId('Ev'),
  event: inner,
  authorizations: [
    {
      enterprise_id: null,
      team_id: TEAM,
      user_id: BOT_USER,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  ...more,
});
