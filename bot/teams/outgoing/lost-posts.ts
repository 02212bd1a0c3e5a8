import { createHash } from 'node:crypto';
import { TeamsInfo } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Upstream } from '../../../crm/problem.ts';
import type { LookupResult } from '../../adapter/post-once.ts';
import type { Conversation, ConversationStore } from '../directory/conversations.ts';
import type { Graph } from './graph.ts';

/** Looks for a post of which Teams never said whether it took it. */
export interface LostPosts {
  /** `unknown` where the place may not be looked into. Throws `Upstream` where it should be asked once more. */
  find(conversation: Conversation, mark: string, since: Date): Promise<LookupResult>;
}

/** Names a post in its card, and tells nobody else anything. */
export const postMark = (key: string): string =>
  `rapport-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;

export const POST_MARK = /^rapport-[0-9a-f]{24}$/;

/** A message of ours by its id, with the mark that an edit has to keep: the message may still be looked for. */
export const markedReference = (id: string, mark: string): string => `${id} ${mark}`;

/** A post of ours is kept by its id alone. */
export function readReference(reference: string): { id: string; mark?: string } {
  const [id = '', mark] = reference.split(' ');
  return { id, ...(mark && { mark }) };
}

const PAGE = 50;
const PAGES = 4;
/** Our clock and Microsoft's may differ. */
const SKEW = 120_000;
/** Graph is waited for as long as this; after that the message matters more than that it comes once. */
const LONGEST = 600_000;

/** Of everything that stands there only this is read, and nothing of it is kept. */
const Message = z.object({
  id: z.string(),
  lastModifiedDateTime: z.iso.datetime().nullish().catch(null),
  from: z
    .object({ application: z.object({}).nullish() })
    .nullish()
    .catch(null),
  attachments: z.array(z.object({ content: z.string().nullish() })).catch([]),
});
const Page = z.object({ value: z.array(Message), '@odata.nextLink': z.string().optional() });
const Installed = z.object({ value: z.array(z.object({ id: z.string() })) });
const Chat = z.object({ id: z.string() });

interface Parts {
  graph: Graph | null;
  appId: string;
  conversations: Pick<ConversationStore, 'within'>;
  log: Logger;
  now: () => Date;
}

export function lostPosts({ graph, appId, conversations, log, now }: Parts): LostPosts {
  async function look(
    asked: Graph,
    conversation: Conversation,
    { mark, from }: { mark: string; from: Date },
  ): Promise<LookupResult> {
    let next: string | undefined = await firstPage(asked, conversation, from);
    for (let pages = 0; next && pages < PAGES; pages += 1) {
      const page: z.infer<typeof Page> = Page.parse(await asked.get(conversation.tenant, next));
      const found = page.value.find(
        ({ from: by, attachments }) =>
          by?.application && attachments.some(({ content }) => content?.includes(mark)),
      );
      if (found) return { reference: found.id };
      // The newest threads come first, so behind a page of old ones nothing is newer.
      if (page.value.every(({ lastModifiedDateTime: at }) => at && new Date(at) < from))
        return null;
      next = page['@odata.nextLink'];
    }
    return next ? 'unknown' : null;
  }

  async function firstPage(
    asked: Graph,
    conversation: Conversation,
    from: Date,
  ): Promise<string | undefined> {
    const { tenant, kind, id } = conversation;
    if (kind === 'channel')
      return `teams/${await groupOf(conversation)}/channels/${encodeURIComponent(id)}/messages?$top=${PAGE}`;
    const chat = kind === 'group' ? id : await chatOf(asked, tenant, conversation.objectId);
    const newest = `$top=${PAGE}&$orderby=${encodeURIComponent('lastModifiedDateTime desc')}&$filter=${encodeURIComponent(`lastModifiedDateTime gt ${from.toISOString()}`)}`;
    return `chats/${encodeURIComponent(chat)}/messages?${newest}`;
  }

  /** The group behind a team, which its channels' messages are asked for by. */
  async function groupOf(conversation: Conversation): Promise<string> {
    const group =
      conversation.objectId ??
      (
        await conversations.within(conversation, (context) =>
          TeamsInfo.getTeamDetails(context, conversation.roster),
        )
      ).aadGroupId;
    return encodeURIComponent(requireId(group));
  }

  /** Graph calls a personal chat by another name than the connector, which it tells whoever knows person and app. */
  async function chatOf(asked: Graph, tenant: string, person: string | null): Promise<string> {
    const apps = `users/${encodeURIComponent(requireId(person))}/teamwork/installedApps`;
    const ours = `$expand=teamsApp&$filter=${encodeURIComponent(`teamsApp/externalId eq '${appId}'`)}`;
    const [installed] = Installed.parse(await asked.get(tenant, `${apps}?${ours}`)).value;
    return Chat.parse(
      await asked.get(tenant, `${apps}/${encodeURIComponent(requireId(installed?.id))}/chat`),
    ).id;
  }

  return {
    async find(conversation, mark, since) {
      if (!graph) return 'unknown';
      try {
        return await look(graph, conversation, { mark, from: new Date(since.getTime() - SKEW) });
      } catch (cause) {
        const passes =
          cause instanceof Upstream &&
          (cause.fault === 'unavailable' || cause.fault === 'rate-limited');
        if (passes && now().getTime() - since.getTime() < LONGEST) throw cause;
        log.warn(
          { err: cause, kind: conversation.kind },
          'a Teams post could not be looked for: npm run doctor says what is missing',
        );
        return 'unknown';
      }
    },
  };
}

function requireId(id: string | null | undefined): string {
  if (!id)
    throw new Upstream('teams', 'rejected', {
      cause: new Error('Microsoft has no name for this place'),
    });
  return id;
}
