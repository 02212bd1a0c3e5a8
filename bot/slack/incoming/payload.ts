import { z } from 'zod';
import { SharedFile } from './shared-file.ts';

const Actor = z.object({ id: z.string() });

/** Slack's payloads, as far as we read them. https://docs.slack.dev/interactivity, https://docs.slack.dev/reference/events */
export const SlashCommand = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.url(),
});

const Container = z.object({
  channel_id: z.string().optional(),
  message_ts: z.string().optional(),
  thread_ts: z.string().optional(),
  is_ephemeral: z.boolean().optional(),
});

const OpenView = z.object({ type: z.string(), private_metadata: z.string().default('') });

export const BlockActions = z.object({
  user: Actor,
  channel: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  container: Container.default({}),
  view: OpenView.nullish(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  actions: z.array(z.looseObject({ action_ts: z.string().optional() })).min(1),
});
export type BlockActions = z.infer<typeof BlockActions>;

export const BlockSuggestion = z.object({
  user: Actor,
  channel: z.object({ id: z.string(), name: z.string().optional() }).nullish(),
  container: Container.default({}),
  view: OpenView.nullish(),
  value: z.string().default(''),
});
export type BlockSuggestion = z.infer<typeof BlockSuggestion>;

export const ViewSubmission = z.object({
  user: Actor,
  trigger_id: z.string(),
  view: z.object({
    id: z.string(),
    hash: z.string().default(''),
    private_metadata: z.string().default(''),
    state: z.unknown(),
  }),
});

export const Envelope = z.object({
  event_id: z.string().optional(),
  is_ext_shared_channel: z.boolean().optional(),
});

/** A message by a person: edits, joins and the like have a subtype, other bots a bot id. */
export const MessageEvent = z.object({
  user: z.string(),
  text: z.string(),
  channel: z.string(),
  channel_type: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  bot_id: z.undefined().optional(),
});
export type MessageEvent = z.infer<typeof MessageEvent>;

export const HomeOpened = z.object({
  user: z.string(),
  tab: z.string().optional(),
  event_ts: z.string(),
});
export const TokensRevoked = z.object({
  tokens: z.object({ bot: z.array(z.string()).default([]) }),
});

/** A message as somebody sees it, whoever wrote it. */
const ShownMessage = z.object({
  ts: z.string(),
  text: z.string().default(''),
  user: z.string().optional(),
  username: z.string().optional(),
  bot_profile: z.object({ name: z.string().optional() }).nullish(),
  thread_ts: z.string().optional(),
  files: z.array(SharedFile).default([]).catch([]),
});
export type ShownMessage = z.infer<typeof ShownMessage>;
export const Thread = z.object({
  messages: z.array(ShownMessage).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});

export const MessageAction = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  user: Actor,
  channel: z.object({ id: z.string(), name: z.string().optional() }),
  message: ShownMessage,
  trigger_id: z.string(),
  response_url: z.url().optional(),
});
export type MessageAction = z.infer<typeof MessageAction>;
