import { actionOf, fieldsOf, stateOf, visible } from '../bot/slack/fake/look.ts';
import { TEAM } from '../bot/slack/fake/people.ts';
import { event, form, nextId, payload } from '../bot/slack/fake/requests.ts';
import { content, type FakeMessage, type FakeView } from '../bot/slack/fake/screen.ts';
import { type Copy, SALES, SUPPORT, type World } from './world.ts';

const team = { id: TEAM, domain: 'rapport' };

/** The payload that Slack sends when somebody types `/rapport …` in #general; the same body is the same delivery. */
export function slash({ api, people, screen }: World, email: string, words: string) {
  const user = people.byEmail(email).id;
  const channel = people.channelId('#general');
  const message = screen.write({ channel, to: user });
  message.deleted = true;
  const body = form({
    command: '/rapport',
    text: words,
    user_id: user,
    channel_id: channel,
    channel_name: 'general',
    team_id: TEAM,
    trigger_id: api.trigger(user),
    response_url: api.responseUrl(channel, user, message),
  });
  return {
    body,
    /** Shows the acknowledgement as Slack does; answers with the HTTP status, or null where nobody was there. */
    async to(copy: Copy): Promise<number | null> {
      const answer = await copy.send(body);
      if (answer?.text.startsWith('{')) {
        Object.assign(message, content(JSON.parse(answer.text)), { deleted: false });
        screen.show(user, { kind: 'message', message });
      }
      return answer?.status ?? null;
    },
    seen: () => (message.deleted ? '' : visible({ kind: 'message', message })),
  };
}

/** The event that Slack sends when somebody writes to the bot, and sends again without an answer in time. */
export function message({ people }: World, email: string, words: string): object {
  const user = people.byEmail(email).id;
  return event(
    {
      type: 'message',
      user,
      text: words,
      ts: nextId('1700000000.'),
      channel: people.directId(user),
      channel_type: 'im',
    },
    { is_ext_shared_channel: false },
  );
}

/** Everybody speaks to the bot: before that, it may tell them nothing. */
export const greet = (world: World, copy: Copy) =>
  Promise.all([...SALES, ...SUPPORT].map((email) => slash(world, email, 'me').to(copy)));

/** The payload that Slack sends when somebody presses a button on a message that they see. */
export function press(
  { api, people }: World,
  email: string,
  message: FakeMessage,
  label: string,
): string {
  const user = people.byEmail(email).id;
  const action = actionOf({ kind: 'message', message }, label);
  if (!action)
    throw new Error(
      `Nothing to press called "${label}" in:\n${visible({ kind: 'message', message })}`,
    );
  const { ts, channel, to } = message;
  const container = {
    type: 'message',
    message_ts: ts,
    channel_id: channel,
    is_ephemeral: to !== null,
  };
  const name = channel.startsWith('D') ? 'directmessage' : 'general';
  return payload({
    type: 'block_actions',
    user: { id: user },
    team,
    trigger_id: api.trigger(user),
    actions: [action],
    container,
    channel: { id: channel, name },
    response_url: api.responseUrl(channel, user, message),
  });
}

/** The payload that Slack sends when somebody chooses "Note on a customer" in the menu of a message. */
export function shortcut({ api, people }: World, email: string, words: string): string {
  const user = people.byEmail(email).id;
  const channel = people.channelId('#general');
  return payload({
    type: 'message_action',
    callback_id: 'note',
    user: { id: user },
    team,
    trigger_id: api.trigger(user),
    channel: { id: channel, name: 'general' },
    message: { ts: nextId('1700000000.'), text: words, user },
    response_url: api.responseUrl(channel, user, null),
  });
}

/** The event that Slack sends when somebody opens the bot's own page. */
export function home({ people }: World, email: string): object {
  const user = people.byEmail(email).id;
  return event({
    type: 'app_home_opened',
    user,
    channel: people.directId(user),
    tab: 'home',
    event_ts: nextId('1700000000.'),
  });
}

/** The payload that Slack sends when somebody submits a dialog with these values. */
export function submit(
  { api, people }: World,
  email: string,
  view: FakeView,
  values: Record<string, string>,
): string {
  const user = people.byEmail(email).id;
  const state = stateOf(fieldsOf({ kind: 'view', view }), values, people.named);
  return payload({
    type: 'view_submission',
    user: { id: user },
    team,
    trigger_id: api.trigger(user),
    view: { ...view, state },
  });
}

/** The dialog that this person has open. */
export function dialogOf({ people, screen }: World, email: string): FakeView | null {
  const shown = screen.shown(people.byEmail(email).id);
  return shown?.kind === 'view' && shown.view.type === 'modal' ? shown.view : null;
}

/** This person's private messages, and those that they alone see in channels. */
export function privateTo({ people, screen }: World, email: string): FakeMessage[] {
  const user = people.byEmail(email).id;
  return screen.messages.filter(
    ({ channel, to, deleted, by }) =>
      !deleted && !by && (to === user || (to === null && channel === people.directId(user))),
  );
}

export const read = (message: FakeMessage): string => visible({ kind: 'message', message });
