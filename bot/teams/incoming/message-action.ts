import { z } from 'zod';
import { toDialog } from '../../../cards/view/teams/adaptive-card.ts';
import type { FileCopy } from '../../../crm/note/file-copy.ts';
import type { Origin } from '../../../crm/note/origin.ts';
import type { Place } from '../../../crm/person/place.ts';
import { textOfHtml } from '../../../crm/text/html.ts';
import { beginFromMessage } from '../../adapter/begin-from-message.ts';
import { type InvokeResponse, requestFor, type TeamsContext, type Turn } from '../context.ts';
import { replyCard } from '../outgoing/cards.ts';
import { dialogCard } from '../outgoing/dialog-card.ts';
import { dialogMessage, openDialog } from '../outgoing/dialog-response.ts';
import { STRINGS } from '../strings.ts';

const [LONGEST, FILES] = [3000, 20];
const words = z.string().nullish().catch(null);

/**
 * An attachment of such a message is a `reference` to SharePoint or OneDrive, which only Microsoft Graph opens, with the
 * right to read the files of everybody. https://learn.microsoft.com/graph/api/resources/chatmessageattachment
 */
const NOT_HANDED_OUT: FileCopy = { kind: 'never', platform: 'teams', fault: 'platform' };

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
export async function answerMessageAction(
  bot: TeamsContext,
  { incoming }: Turn,
): Promise<InvokeResponse> {
  const chosen = Value.safeParse(incoming.value).data;
  if (!chosen) return dialogMessage(STRINGS.notOurs);
  const stands = await bot.placeOf(incoming);
  const { account, place } = await requestFor(bot, incoming, { kind: 'words', words: '' });
  const ask = await beginFromMessage(
    bot.app,
    { account, place },
    {
      command: chosen.commandId,
      place: stands,
      origin: originOf(chosen.messagePayload, stands, bot.noteFiles),
    },
  );
  const reply = await bot.answers.answerInTime({ account, place, ask });
  if (!reply) return dialogMessage(`${STRINGS.working}. ${STRINGS.pressAgain}`);
  return reply.kind === 'form'
    ? openDialog(reply.form.title, dialogCard(toDialog(reply.form), null))
    : openDialog(reply.view.title, dialogCard(replyCard(reply, ask).card, null));
}

function originOf(
  { body, from, createdDateTime, linkToMessage, attachments }: Payload,
  place: Place,
  noteFiles: boolean,
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
        words: (body?.contentType === 'html' ? plainText(content) : content)
          .trim()
          .slice(0, LONGEST),
      },
    ],
    files: (attachments ?? [])
      .filter(isFile)
      .slice(0, FILES)
      .map(({ name, contentType, contentUrl }) => ({
        name: name ?? STRINGS.file,
        type: contentType === 'reference' ? null : (contentType ?? null),
        size: null,
        link: contentUrl ?? null,
        ...(noteFiles && { copy: NOT_HANDED_OUT }),
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

/** A message's text without its markup. */
const plainText = (html: string): string =>
  textOfHtml(html.slice(0, 100_000).replace(/<at\b[^<>]*>([^<]*)<\/at>/gi, '@$1')).replace(
    /\n+/g,
    '\n',
  );
