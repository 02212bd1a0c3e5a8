import type { RespondArguments } from '@slack/bolt';
import { z } from 'zod';
import { toBlockKit } from '../../../cards/view/slack/block-kit.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import type { Ask } from '../../platform.ts';
import { dispatch, findEmail, findName, type SlackContext, slackAccount } from '../context.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { deliverAnswer, LOOKING } from '../outgoing/answer.ts';
import { Envelope, HomeOpened, MessageEvent, SlashCommand } from './payload.ts';
import { plainWords } from './plain-words.ts';

/** Bolt's request: the body as it came, and the workspace whose token answers it. */
export interface SlackPayload {
  body: unknown;
  context: object;
}

/** Slack's own reminders and notices. */
const SLACKBOT = 'USLACKBOT';

const Tenant = z.object({ tenant: z.string() });
const Event = z.object({ event: z.unknown() });

export const findWorkspace = (slack: SlackContext, { context }: SlackPayload): Promise<Workspace> =>
  slack.workspaces.of(Tenant.parse(context).tenant);

/** The answer is the acknowledgement itself where it is there in time: one exchange, nothing to follow. */
export async function answerCommand(
  slack: SlackContext,
  payload: SlackPayload,
  ack: (response?: RespondArguments) => Promise<void>,
): Promise<void> {
  const said = SlashCommand.parse(payload.body);
  const workspace = await findWorkspace(slack, payload);
  const work = dispatch(slack, {
    workspace,
    user: said.user_id,
    channel: { id: said.channel_id, name: said.channel_name },
    key: `command:${said.trigger_id}`,
    once: `command:${said.trigger_id}`,
    ask: readWords(slack, workspace, `${rooted(said.command)} ${said.text}`),
  });
  const early = await resultWithin(slack.patience, work);
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
  const announced = early === undefined ? 'standing' : 'silently';
  if (early !== null) await deliverAnswer(slack, target, work, announced);
}

/** `/rapport note …` and `/note …` are the same words. */
const rooted = (command: string): string =>
  command === '/rapport' ? '' : command.replace(/^\//, '');

export async function answerMention(slack: SlackContext, payload: SlackPayload): Promise<void> {
  const said = messageIn(payload);
  if (!said) return;
  const workspace = await findWorkspace(slack, payload);
  const { user, channel, text, thread_ts: thread } = said;
  const spot = { kind: 'ephemeral', channel, user, thread } as const;
  const { key, shared } = deliveryOf(payload, said);
  const ask = readWords(slack, workspace, text);
  await deliverAnswer(
    slack,
    { workspace, spot },
    dispatch(slack, { workspace, user, channel: { id: channel, shared }, key, ask }),
  );
}

/** Direct messages only: in a channel the bot listens where it is mentioned. */
export async function answerDirectMessage(
  slack: SlackContext,
  payload: SlackPayload,
): Promise<void> {
  const said = messageIn(payload);
  if (said?.channel_type !== 'im') return;
  const workspace = await findWorkspace(slack, payload);
  if (said.user === workspace.bot) return;
  const { user, channel, text, thread_ts: thread } = said;
  const spot = { kind: 'message', channel, ts: null, thread } as const;
  const { key, shared } = deliveryOf(payload, said);
  const ask = readWords(slack, workspace, text);
  await deliverAnswer(
    slack,
    { workspace, spot },
    dispatch(slack, { workspace, user, channel: { id: channel, shared, direct: true }, key, ask }),
  );
}

export async function showHome(slack: SlackContext, payload: SlackPayload): Promise<void> {
  const opened = HomeOpened.parse(Event.parse(payload.body).event);
  if (opened.tab !== undefined && opened.tab !== 'home') return;
  const workspace = await findWorkspace(slack, payload);
  const { user, event_ts } = opened;
  const key = `event:${Envelope.parse(payload.body).event_id ?? `home:${user}:${event_ts}`}`;
  const ask = async (): Promise<Ask> => ({ kind: 'words', words: 'home' });
  // Shown once more it is the same page, and nothing was changed: no need to write down that it came.
  await deliverAnswer(
    slack,
    { workspace, spot: { kind: 'home', user } },
    dispatch(slack, { workspace, user, channel: null, key, once: key, ask }),
  );
}

const readWords =
  (slack: SlackContext, workspace: Workspace, text: string) => async (): Promise<Ask> => ({
    kind: 'words',
    words: await plainWords(text, {
      bot: workspace.bot,
      email: (user) => findEmail(slack, slackAccount(workspace, user)),
      name: (user) => findName(slack, workspace, user),
      group: (id) => slack.directory.groupHandle(workspace, id),
      channel: async (id) => (await slack.places.place(workspace, { id })).name,
    }),
  });

/** Null for what is not a person's own new message. */
function messageIn({ body }: SlackPayload): MessageEvent | null {
  const said = MessageEvent.safeParse(Event.parse(body).event).data;
  return said && said.user !== SLACKBOT ? said : null;
}

function deliveryOf(
  { body }: SlackPayload,
  { channel, ts }: MessageEvent,
): { key: string; shared: boolean | undefined } {
  const { event_id, is_ext_shared_channel } = Envelope.parse(body);
  return { key: `event:${event_id ?? `${channel}:${ts}`}`, shared: is_ext_shared_channel };
}
