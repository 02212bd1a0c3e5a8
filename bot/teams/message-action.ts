import { z } from 'zod';
import { toDialog } from '../../cards/teams.ts';
import type { Place } from '../../crm/place.ts';
import type { Origin } from '../../crm/work.ts';
import { attachment, replyCard, type TeamsCard } from './cards.ts';
import { type Answer, type Bot, requestOf, type Turn } from './bot.ts';
import { inDialog } from './dialog-card.ts';
import { PHRASES } from './phrases.ts';
import { decode } from './words.ts';

const [LONGEST, FILES] = [3000, 20];
const words = z.string().nullish().catch(null);

/** The message that an action was chosen on, as Teams hands it over: without the rest of its thread. */
const Payload = z.object({
  body: z.object({ content: words, contentType: words }).nullish().catch(null),
  from: z
    .object({
      user: z.object({ displayName: words }).nullish(),
      application: z.object({ displayName: words }).nullish(),
    })
    .nullish()
    .catch(null),
  createdDateTime: words,
  linkToMessage: words,
  attachments: z
    .array(z.object({ name: words, contentType: words, contentUrl: words }))
    .nullish()
    .catch(null),
});
type Payload = z.infer<typeof Payload>;
const Value = z.object({ commandId: z.string(), messagePayload: Payload });

/** "Note on a customer" in a message's own menu: the message becomes a draft of the person who chose it, and a form opens. */
export async function onMessageAction(bot: Bot, { incoming }: Turn): Promise<Answer> {
  const chosen = Value.safeParse(incoming.value).data;
  if (!chosen) return said(PHRASES.notOurs);
  const stands = await bot.placeOf(incoming);
  const { account, place } = await requestOf(bot, incoming, { kind: 'words', words: '' });
  const draft = await bot.app.keep(
    { account, place },
    { place: stands, origin: originOf(chosen.messagePayload, stands) },
  );
  const ask = {
    kind: 'press',
    action: `${chosen.commandId}.from-message`,
    data: { draft },
    values: {},
  } as const;
  const reply = await bot.answers.inTime({ account, place, ask });
  if (!reply) return said(`${PHRASES.working}. ${PHRASES.pressAgain}`);
  return reply.kind === 'form'
    ? open(reply.form.title, inDialog(toDialog(reply.form), null))
    : open(reply.view.title, inDialog(replyCard(reply, ask).card, null));
}

function originOf(
  { body, from, createdDateTime, linkToMessage, attachments }: Payload,
  place: Place,
): Origin {
  const author = from?.user?.displayName ?? from?.application?.displayName ?? '–';
  const at = createdDateTime ? new Date(createdDateTime) : null;
  const content = body?.content ?? '';
  return {
    author,
    link: linkToMessage ?? null,
    place: place.kind === 'channel' ? place.name : null,
    messages: [
      {
        author,
        at: at && !Number.isNaN(at.getTime()) ? at : null,
        words: (body?.contentType === 'html' ? plain(content) : content).trim().slice(0, LONGEST),
      },
    ],
    files: (attachments ?? [])
      .filter(isFile)
      .slice(0, FILES)
      .map(({ name, contentType, contentUrl }) => ({
        name: name ?? PHRASES.file,
        type: contentType === 'reference' ? null : (contentType ?? null),
        size: null,
        link: contentUrl ?? null,
      })),
  };
}

/** Cards and quoted messages come as attachments, too. */
const isFile = ({
  contentType,
  name,
}: {
  contentType?: string | null | undefined;
  name?: string | null | undefined;
}): boolean =>
  Boolean(name) && !/^(?:application\/vnd\.microsoft|messageReference)/.test(contentType ?? '');

/** What a message says without its markup. */
const plain = (html: string): string =>
  decode(
    html
      .slice(0, 100_000)
      .replace(/<at\b[^>]*>([^<]*)<\/at>/gi, '@$1')
      .replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr|\/blockquote)\b[^>]*>/gi, '\n')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n');

const open = (title: string, card: TeamsCard): Answer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: title.slice(0, 64),
        height: 'medium',
        width: 'medium',
        card: attachment(card),
      },
    },
  },
});
const said = (message: string): Answer => ({
  status: 200,
  body: { task: { type: 'message', value: message } },
});
