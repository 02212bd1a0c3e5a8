import type { RespondArguments } from '@slack/bolt';
import { z } from 'zod';
import { toBlockKit } from '../../cards/slack.ts';
import type { Ask } from '../platform.ts';
import { deliver, LOOKING } from './deliver.ts';
import { accountOf, type Desk, emailOf, handled, within } from './desk.ts';
import { Envelope, HomeOpened, Said, SlashCommand } from './payload.ts';
import { plainWords } from './words.ts';
import type { Workspace } from './workspaces.ts';

/** What Bolt hands over: the body as it came, and whose token speaks for it. */
export interface Heard {
  body: unknown;
  context: object;
}

/** Slack's own reminders and notices. */
const SLACKBOT = 'USLACKBOT';

const Tenant = z.object({ tenant: z.string() });
const Event = z.object({ event: z.unknown() });

export const workspaceOf = (desk: Desk, { context }: Heard): Promise<Workspace> =>
  desk.workspaces.of(Tenant.parse(context).tenant);

/** The answer is the acknowledgement itself where it is there in time: one exchange, nothing to follow. */
export async function onCommand(
  desk: Desk,
  heard: Heard,
  ack: (response?: RespondArguments) => Promise<void>,
): Promise<void> {
  const said = SlashCommand.parse(heard.body);
  const workspace = await workspaceOf(desk, heard);
  const work = handled(desk, {
    workspace,
    user: said.user_id,
    channel: { id: said.channel_id, name: said.channel_name },
    key: `command:${said.trigger_id}`,
    once: `command:${said.trigger_id}`,
    ask: wordsOf(desk, workspace, `${rooted(said.command)} ${said.text}`),
  });
  const early = await within(desk.patience, work);
  if (early?.reply.kind === 'answer')
    return ack({ response_type: 'ephemeral', ...toBlockKit(early.reply.view) });
  await (early === undefined ? ack({ response_type: 'ephemeral', ...toBlockKit(LOOKING) }) : ack());
  const spot = {
    kind: 'response',
    url: said.response_url,
    channel: said.channel_id,
    user: said.user_id,
    replaces: true,
  } as const;
  const target = { workspace, spot, trigger: said.trigger_id };
  if (early !== null) await deliver(desk, target, work, true);
}

/** `/rapport note …` and `/note …` are the same words. */
const rooted = (command: string): string =>
  command === '/rapport' ? '' : command.replace(/^\//, '');

export async function onMention(desk: Desk, heard: Heard): Promise<void> {
  const said = saidIn(heard);
  if (!said) return;
  const workspace = await workspaceOf(desk, heard);
  const { user, channel, text, thread_ts: thread } = said;
  const spot = { kind: 'ephemeral', channel, user, thread } as const;
  const { key, shared } = deliveryOf(heard, said);
  const ask = wordsOf(desk, workspace, text);
  await deliver(
    desk,
    { workspace, spot },
    handled(desk, { workspace, user, channel: { id: channel, shared }, key, ask }),
  );
}

/** Direct messages only: in a channel the bot listens where it is mentioned. */
export async function onMessage(desk: Desk, heard: Heard): Promise<void> {
  const said = saidIn(heard);
  if (said?.channel_type !== 'im') return;
  const workspace = await workspaceOf(desk, heard);
  if (said.user === workspace.bot) return;
  const { user, channel, text, thread_ts: thread } = said;
  const spot = { kind: 'message', channel, ts: null, thread } as const;
  const { key, shared } = deliveryOf(heard, said);
  const ask = wordsOf(desk, workspace, text);
  await deliver(
    desk,
    { workspace, spot },
    handled(desk, { workspace, user, channel: { id: channel, shared, direct: true }, key, ask }),
  );
}

export async function onHome(desk: Desk, heard: Heard): Promise<void> {
  const opened = HomeOpened.parse(Event.parse(heard.body).event);
  if (opened.tab !== undefined && opened.tab !== 'home') return;
  const workspace = await workspaceOf(desk, heard);
  const { user, event_ts } = opened;
  const key = `event:${Envelope.parse(heard.body).event_id ?? `home:${user}:${event_ts}`}`;
  const ask = async (): Promise<Ask> => ({ kind: 'words', words: 'home' });
  // Shown once more it is the same page, and nothing was changed: no need to write down that it came.
  await deliver(
    desk,
    { workspace, spot: { kind: 'home', user } },
    handled(desk, { workspace, user, channel: null, key, once: key, ask }),
  );
}

const wordsOf = (desk: Desk, workspace: Workspace, text: string) => async (): Promise<Ask> => ({
  kind: 'words',
  words: await plainWords(text, {
    bot: workspace.bot,
    email: (user) => emailOf(desk, accountOf(workspace, user)),
  }),
});

/** Null for what is not a person's own new message. */
function saidIn({ body }: Heard): Said | null {
  const said = Said.safeParse(Event.parse(body).event).data;
  return said && said.user !== SLACKBOT ? said : null;
}

function deliveryOf(
  { body }: Heard,
  { channel, ts }: Said,
): { key: string; shared: boolean | undefined } {
  const { event_id, is_ext_shared_channel } = Envelope.parse(body);
  return { key: `event:${event_id ?? `${channel}:${ts}`}`, shared: is_ext_shared_channel };
}
