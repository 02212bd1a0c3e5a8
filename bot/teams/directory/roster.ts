import { TeamsInfo, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { IncomingActivity } from '../incoming/activity.ts';

/** One member as the connector knows them. */
export const Member = z.object({
  id: z.string(),
  aadObjectId: z.string().optional().catch(undefined),
  objectId: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  email: z.string().nullish().catch(undefined),
  userPrincipalName: z.string().nullish().catch(undefined),
  tenantId: z.string().nullish().catch(undefined),
  userRole: z.string().nullish().catch(undefined),
  role: z.string().nullish().catch(undefined),
});
export type Member = z.infer<typeof Member>;

const PAGE = 500;

/** Everybody in a conversation or a team, bots left out. Throws where the bot is not there. */
export async function fetchMembers(context: TurnContext, roster: string): Promise<Member[]> {
  const members: Member[] = [];
  let next: string | undefined;
  do {
    const page = await TeamsInfo.getPagedTeamMembers(context, roster, PAGE, next);
    members.push(...z.array(Member).parse(page.members));
    next = page.continuationToken || undefined;
  } while (next);
  return members.filter(isPerson);
}

/** One member by any of these ids, the first that the roster knows. Throws the connector's fault where it knows none. */
export async function fetchMember(
  context: TurnContext,
  roster: string,
  ids: readonly string[],
): Promise<Member> {
  const [id = '', ...others] = ids;
  try {
    return Member.parse(await TeamsInfo.getTeamMember(context, roster, id));
  } catch (cause) {
    if (others.length === 0) throw cause;
    return fetchMember(context, roster, others);
  }
}

export const memberId = ({ id, aadObjectId, objectId }: Member): string =>
  aadObjectId ?? objectId ?? id;

/** Whether the member is the person who sent the activity. Two object ids that differ are two people. */
export function isSender(member: Member, { id, aadObjectId }: IncomingActivity['from']): boolean {
  const known = member.aadObjectId ?? member.objectId;
  return known && aadObjectId ? known === aadObjectId : member.id === id;
}

const isPerson = ({ id, role }: Member): boolean => !id.startsWith('28:') && role !== 'bot';
