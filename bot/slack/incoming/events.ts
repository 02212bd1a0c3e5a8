import type { RespondArguments } from '@slack/bolt';
import { z } from 'zod';
import { toBlockKit } from '../../../cards/view/slack/block-kit.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import { followAnswer } from '../../adapter/live-answers.ts';
import type { Ask } from '../../platform.ts';
import { dispatch, findEmail, findName, type SlackContext, slackAccount } from '../context.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { deliverAnswer, LOOKING } from '../outgoing/answer.ts';
import { answerAcknowledged, answerKept, keepAsk, type SlackAsk } from './acknowledged.ts';
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

const App = z.object({ api_app_id: z.string().regex(/^A\w{1,30}$/) });

export async function findWorkspace(
  slack: SlackContext,
  { body, context }: SlackPayload,
): Promise<Workspace> {
  const workspace = await slack.workspaces.of(Tenant.parse(context).tenant);
  const app = App.safeParse(body).data?.api_app_id;
  return app ? { ...workspace, app } : workspace;
}

/** Drawn once: hundreds may be told so in the same second. */
const LOOKING_ACK = { response_type: 'ephemeral', ...toBlockKit(LOOKING) } as const;

/** The answer is the acknowledgement itself where it is there in time: one exchange, nothing to follow. */
export async function answerCommand(
  slack: SlackContext,
  payload: SlackPayload,
  ack: (response?: RespondArguments) => Promise<void>,
): Promise<void> {
  const asked = await commandIn(slack, payload);
  // Where others wait already, the acknowledgement does not wait with them.
  if (slack.lanes.isFull()) {
    await keepAsk(slack, 'command', asked, payload);
    await ack(LOOKING_ACK);
    return answerKept(slack, asked, dispatch(slack, asked.event), 'standing');
  }
  const work = dispatch(slack, asked.event);
  const early = await resultWithin(slack.patience, work);
  if (early === null) return ack();
  if (early?.reply.kind === 'answer') {
    await ack({ response_type: 'ephemeral', ...toBlockKit(early.reply.view) });
    const { spot } = asked.target;
    const reference = spot.kind === 'response' ? spot.url : null;
    return followAnswer(slack, early.reply, { ...early, reference });
  }
  await keepAsk(slack, 'command', asked, payload);
  await (early ? ack() : ack(LOOKING_ACK));
  await answerKept(slack, asked, work, early === undefined ? 'standing' : 'silently');
}

export async function commandIn(slack: SlackContext, payload: SlackPayload): Promise<SlackAsk> {
  const said = SlashCommand.parse(payload.body);
  const workspace = await findWorkspace(slack, payload);
  const { user_id: user, channel_id: channel, trigger_id: trigger } = said;
  const key = `command:${trigger}`;
  return {
    event: {
      workspace,
      user,
      channel: { id: channel, name: said.channel_name },
      key,
      once: key,
      ask: readWords(slack, workspace, `${rooted(said.command)} ${said.text}`),
    },
    target: {
      workspace,
      spot: { kind: 'response', url: said.response_url, channel, user, replaces: true },
      trigger,
    },
  };
}

/** `/rapport note …` and `/note …` are the same words. */
const rooted = (command: string): string =>
  command === '/rapport' ? '' : command.replace(/^\//, '');

export async function answerMessage(
  slack: SlackContext,
  payload: SlackPayload,
  kind: 'mention' | 'direct',
): Promise<void> {
  const asked = await messageIn(slack, payload, kind);
  if (asked) await answerAcknowledged(slack, kind, asked, payload);
}

/** A mention, or a direct message: in a channel the bot listens where it is mentioned. Null where it is neither, or not a person's. */
export async function messageIn(
  slack: SlackContext,
  payload: SlackPayload,
  kind: 'mention' | 'direct',
): Promise<SlackAsk | null> {
  const said = personsMessage(payload);
  const direct = kind === 'direct';
  if (!said || (direct && said.channel_type !== 'im')) return null;
  const workspace = await findWorkspace(slack, payload);
  if (direct && said.user === workspace.bot) return null;
  const { user, channel, text, thread_ts: thread } = said;
  const { key, shared } = deliveryOf(payload, said);
  return {
    event: {
      workspace,
      user,
      channel: { id: channel, shared, ...(direct && { direct }) },
      key,
      ask: readWords(slack, workspace, text),
    },
    target: {
      workspace,
      spot: direct
        ? { kind: 'message', channel, ts: null, thread }
        : { kind: 'ephemeral', channel, user, thread },
    },
  };
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
    ...(await plainWords(text, {
      bot: workspace.bot,
      email: (user) => findEmail(slack, slackAccount(workspace, user)),
      name: (user) => findName(slack, workspace, user),
      group: (id) => slack.directory.groupHandle(workspace, id),
      channel: async (id) => (await slack.places.place(workspace, { id })).name,
    })),
  });

/** Null for what is not a person's own new message. */
function personsMessage({ body }: SlackPayload): MessageEvent | null {
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
