import { z } from 'zod';
import { decodeEntities } from '../../../crm/text/html.ts';
import { MOST_MENTIONS, type ReadWords } from '../../adapter/incoming-text.ts';
import type { IncomingActivity } from './activity.ts';

const Mention = z.object({
  type: z.string().regex(/^mention$/i),
  text: z.string().optional(),
  mentioned: z.object({ id: z.string(), name: z.string().optional() }),
});
type Mention = z.infer<typeof Mention>;

/** Each is looked for among the others. */
const MOST_ENTITIES = 500;
/** A mention as it stands in the text, where its entity is known. */
interface Tag {
  from: number;
  to: number;
  name: string;
  id: string | null;
}

/** Gives the typed text in plain words: the bot's mention removed, other people as `@e-mail` or `@name`. */
export async function typedWords(
  incoming: IncomingActivity,
  emailOf: (user: string) => Promise<string | null>,
): Promise<ReadWords> {
  const { text = '', recipient } = incoming;
  const tags = joinTags(text, tagsIn(incoming));
  const named = [...new Set(tags.flatMap(({ id }) => (id && id !== recipient.id ? [id] : [])))];
  const ids = named.slice(0, MOST_MENTIONS);
  const emails = new Map(
    await Promise.all(ids.map(async (id) => [id, await emailOf(id)] as const)),
  );
  const said = (tag: Tag): string =>
    isBot(tag, incoming) ? ' ' : `@${(tag.id && emails.get(tag.id)) || tag.name}`;
  const parts = tags.flatMap((tag, i) => [
    decodeEntities(text.slice(tags[i - 1]?.to ?? 0, tag.from)),
    said(tag),
  ]);
  const words = [...parts, decodeEntities(text.slice(tags.at(-1)?.to ?? 0))]
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  return { words, unread: named.length - ids.length };
}

export function isMentioned(incoming: IncomingActivity): boolean {
  const { recipient } = incoming;
  return (
    mentionsOf(incoming).some(({ mentioned }) => mentioned.id === recipient.id) ||
    tagsIn(incoming).some((tag) => isBot(tag, incoming))
  );
}

const isBot = ({ id, name }: Tag, { recipient }: IncomingActivity): boolean =>
  id === null ? name === recipient.name : id === recipient.id;

/** Every mention of the text, by the ids that the entities give: whatever letters stand in the names. */
function tagsIn(incoming: IncomingActivity): Tag[] {
  const known = mentionsOf(incoming).map((mention) => ({
    ...mention,
    said: mention.text === undefined ? null : decodeEntities(mention.text),
  }));
  const left = [...known];
  return [...(incoming.text ?? '').matchAll(/<at\b[^<>]*>([^<]*)<\/at>/gi)].map((found) => {
    const [whole, inside = ''] = found;
    const name = decodeEntities(inside);
    const read = decodeEntities(whole);
    const names = ({ said, mentioned }: (typeof known)[number]): boolean =>
      said === read || (said === null && decodeEntities(mentioned.name ?? '') === name);
    // Two colleagues of one name come as two entities; the bot that is called twice, as one.
    const at = left.findIndex(names);
    const [entity] = at < 0 ? known.filter(names) : left.splice(at, 1);
    return {
      from: found.index,
      to: found.index + whole.length,
      name,
      id: entity?.mentioned.id ?? null,
    };
  });
}

/** Teams sends a name that was shortened or edited as a mention for each of its words, and the & of a name between them: they are one. */
function joinTags(text: string, tags: readonly Tag[]): Tag[] {
  const joined: Tag[] = [];
  for (const tag of tags) {
    const before = joined.at(-1);
    const between = decodeEntities(text.slice(before?.to ?? 0, tag.from)).trim();
    const isSame = before?.id && before.id === tag.id && /^[&+]?$/.test(between);
    if (before && isSame) {
      const name = [before.name, between, tag.name].filter(Boolean).join(' ');
      joined.splice(-1, 1, { ...before, to: tag.to, name });
    } else joined.push(tag);
  }
  return joined;
}

function mentionsOf({ entities }: IncomingActivity): Mention[] {
  return entities.slice(0, MOST_ENTITIES).flatMap((entity) => Mention.safeParse(entity).data ?? []);
}
