import { z } from 'zod';
import type { IncomingActivity } from './activity.ts';

const Mention = z.object({
  type: z.string().regex(/^mention$/i),
  text: z.string().optional(),
  mentioned: z.object({ id: z.string(), name: z.string().optional() }),
});
type Mention = z.infer<typeof Mention>;

const MENTIONS = 8;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Gives the typed text in plain words: the bot's mention removed, other people as `@e-mail` or `@name`. */
export async function typedWords(
  incoming: IncomingActivity,
  emailOf: (user: string) => Promise<string | null>,
): Promise<string> {
  const mentions = mentionsOf(incoming);
  const named = await Promise.all(
    mentions.map(async (mention) => ({ mention, as: await nameOf(mention, incoming, emailOf) })),
  );
  const text = named.reduce(
    (rest, { mention, as }) => rest.replaceAll(asTyped(mention), () => as),
    incoming.text ?? '',
  );
  return decodeEntities(
    text
      .replaceAll(`<at>${incoming.recipient.name}</at>`, ' ')
      .replace(/<at\b[^>]*>([^<]*)<\/at>/gi, (_, name: string) => `@${name}`),
  )
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

export function isMentioned(incoming: IncomingActivity): boolean {
  const { recipient, text = '' } = incoming;
  return (
    mentionsOf(incoming).some(({ mentioned }) => mentioned.id === recipient.id) ||
    (recipient.name !== undefined && text.includes(`<at>${recipient.name}</at>`))
  );
}

function mentionsOf({ entities }: IncomingActivity): Mention[] {
  return entities.flatMap((entity) => Mention.safeParse(entity).data ?? []).slice(0, MENTIONS);
}

async function nameOf(
  { mentioned }: Mention,
  { recipient }: IncomingActivity,
  emailOf: (user: string) => Promise<string | null>,
): Promise<string> {
  if (mentioned.id === recipient.id) return ' ';
  return `@${(await emailOf(mentioned.id)) ?? mentioned.name ?? ''}`;
}

// Recorded mentions sometimes come without their text.
const asTyped = ({ text, mentioned }: Mention): string =>
  text || `<at>${mentioned.name ?? ''}</at>`;

export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (entity, decimal?: string, hex?: string, name?: string) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? entity;
      const point = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
    },
  );
}
