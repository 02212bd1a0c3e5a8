import type { Digest } from '../../crm/digest/digest.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { moment, type Reader, weekdayName } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import {
  digestCopy,
  digestEditing,
  digestPause,
  digestPreview,
  digestResume,
  digestStop,
  digestTest,
} from './actions.ts';
import { placeName } from './closed-card.ts';

export interface DigestSettings {
  digest: Digest;
  /** People who read it there; null where that is not known. */
  readers: number | null;
  by: string | null;
  /** Names of its figures. */
  figures: readonly string[];
  /** The last one that was sent; null where none was yet. */
  last: { at: Date; isActedOn: boolean } | null;
  isNew: boolean;
  /** It asked whether it should stop, and the answer was no. */
  isKept: boolean;
  reader: Reader;
}

/** When a digest comes, to whom, and the ways to change that. */
export function digestSettingsCard(settings: DigestSettings): View {
  const { digest, readers, by, figures, last, isNew, isKept, reader } = settings;
  const { settings: strings, kept, buttons } = stringsFor(reader).digest;
  if (digest.state === 'stopped')
    return { title: titleOf(digest, isNew, reader), blocks: [text(strings.again)] };
  const here = { ...reader, zone: digest.schedule.zone };
  return {
    title: titleOf(digest, isNew, reader),
    blocks: [
      ...(isKept ? [text(kept)] : []),
      text(strings.comes(rhythmWords(digest.schedule, reader), digest.schedule.zone)),
      ...(digest.next ? [text(strings.next(moment(digest.next.at, here)))] : []),
      text(strings.figures(listCommas(figures))),
      ...readBy(readers, by, reader),
      ...(last
        ? [
            text(
              (last.isActedOn ? strings.acted : strings.notActed)(moment(last.at, here)),
              'quiet',
            ),
          ]
        : []),
      {
        kind: 'buttons',
        buttons: buttonsOf(digest, reader),
        more: { label: buttons.more, buttons: moreButtons(digest, reader) },
      },
    ],
  };
}

function titleOf(digest: Digest, isNew: boolean, reader: Reader): string {
  const { settings: strings } = stringsFor(reader).digest;
  const running = isNew ? 'made' : 'on';
  const said = digest.state === 'on' ? running : digest.state;
  return digest.to.kind === 'person' ? strings.own[said] : strings[said](placeName(digest, reader));
}

function readBy(readers: number | null, by: string | null, reader: Reader): Block[] {
  const { settings: strings } = stringsFor(reader).digest;
  const words = joinByDots([
    readers === null ? null : strings.readers(readers),
    by && strings.by(by),
  ]);
  return words ? [text(words, 'quiet')] : [];
}

/** `every Monday at 08:00`. */
export function rhythmWords(schedule: Digest['schedule'], reader: Reader): string {
  const { settings: strings } = stringsFor(reader).digest;
  if (schedule.every === 'month') return strings.every.month(String(schedule.date), schedule.clock);
  if (schedule.every === 'week')
    return strings.every.week(weekdayName(schedule.weekday, reader), schedule.clock);
  const isWorkdays = schedule.weekdays.join() === '1,2,3,4,5';
  const days = isWorkdays
    ? strings.workdays
    : listCommas(schedule.weekdays.map((day) => weekdayName(day, reader)));
  return strings.every.day(days, schedule.clock);
}

function buttonsOf({ id, state }: Digest, reader: Reader): Button[] {
  const { buttons } = stringsFor(reader).digest;
  const which = { digest: id };
  return [
    state === 'paused'
      ? button(buttons.resume, press(digestResume, which), { tone: 'primary' })
      : button(buttons.pause, press(digestPause, which)),
    button(buttons.preview, press(digestPreview, which)),
    button(buttons.test, press(digestTest, which)),
    button(buttons.edit, press(digestEditing, which), { opens: 'form' }),
  ];
}

const moreButtons = ({ id, to }: Digest, reader: Reader): Button[] => {
  const { buttons } = stringsFor(reader).digest;
  return [
    ...(to.kind === 'place' ? [button(buttons.copy, press(digestCopy, { digest: id }))] : []),
    button(buttons.stop, press(digestStop, { digest: id })),
  ];
};

/** Typed in another channel, this gives it the same digest. */
export const digestCopyCard = (digest: Digest, reader: Reader): View => {
  const { copy } = stringsFor(reader).digest;
  const place = placeName(digest, reader);
  return { title: copy.title(place), blocks: [text(copy.how(place))] };
};
