import type { MessageKind } from '../../crm/notification/message.ts';
import { messagesPace } from '../notification/actions.ts';
import { sentenceLeave } from '../sentence/actions.ts';
import { meShow, meSnooze } from '../settings/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press, pressWithCustomer } from '../view/action.ts';
import { duration, type Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { type Press, text, type View } from '../view/view.ts';
import { cancelDrop, muteCustomer } from './actions.ts';

export interface Undoable {
  /** `your note on Globex` */
  what: string;
  /** Its words, where it has any. */
  words: string | null;
  at: Date;
  /** Null where it was changed since, so that it stays. */
  takesBack: Press | null;
}

/** The last thing that somebody did, by name, and the button that takes it back. */
export function undoCard(found: Undoable | null, reader: Reader): View {
  const { undo: strings } = stringsFor(reader).takeBack;
  if (!found) return { title: strings.nothing.title, blocks: [text(strings.nothing.say)] };
  const ago = strings.when(
    duration(Math.max(0, reader.now.getTime() - found.at.getTime()), reader),
  );
  return {
    title: strings.title(found.what),
    blocks: [
      ...(found.words ? [text(`“${shortText(found.words, 300)}”`)] : []),
      text(ago, 'quiet'),
      ...(found.takesBack
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                button(strings.press, found.takesBack, { tone: 'primary' }),
                button(strings.leave, press(sentenceLeave, {})),
              ],
            },
          ]
        : [text(strings.changed)]),
    ],
  };
}

export const settingsBackCard = (reader: Reader): View => {
  const { done } = stringsFor(reader).takeBack.undo;
  return { title: done.title, blocks: [text(done.settings)] };
};

export interface DroppedDraft {
  id: string;
  name: string;
  words: string;
}

/** After a draft was dropped: its name, and its words so that nothing typed is lost. */
export function droppedCard({ name, words }: DroppedDraft, reader: Reader): View {
  const { cancel: strings } = stringsFor(reader).takeBack;
  return {
    title: strings.dropped(name),
    blocks: [text(`“${words}”`), text(strings.words, 'quiet')],
  };
}

export function whichDraftCard(drafts: readonly DroppedDraft[], reader: Reader): View {
  const { cancel: strings } = stringsFor(reader).takeBack;
  return {
    title: strings.which(drafts.length),
    blocks: [
      {
        kind: 'choices',
        choices: drafts.map(({ id, name, words }) => ({
          title: name,
          detail: shortText(words, 100),
          button: button(strings.drop, press(cancelDrop, { draft: id })),
        })),
      },
    ],
  };
}

export function noDraftCard(reader: Reader): View {
  const { none } = stringsFor(reader).takeBack.cancel;
  return { title: none.title, blocks: [text(none.say)] };
}

/** All that can be muted, as buttons; nothing is muted by showing it. */
export function muteCard(
  {
    kinds,
    followed,
  }: { kinds: readonly MessageKind[]; followed: readonly { id: string; name: string }[] },
  reader: Reader,
): View {
  const strings = stringsFor(reader);
  const { mute: words } = strings.takeBack;
  return {
    title: words.title,
    blocks: [
      text(words.say),
      {
        kind: 'buttons',
        buttons: [
          button(words.hour, press(meSnooze, {})),
          ...kinds.map((kind) =>
            button(
              words.kind(strings.notifications.kind[kind]),
              press(messagesPace, { kind, delivery: 'muted' }),
            ),
          ),
          ...followed.map(({ id, name }) =>
            button(strings.deeds.mute(shortText(name, 40)), pressWithCustomer(muteCustomer, id)),
          ),
          button(words.settings, press(meShow, {})),
        ],
      },
      text(words.one, 'quiet'),
    ],
  };
}
