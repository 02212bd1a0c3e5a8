import type { VisibleWin } from '../../crm/win/redact.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { count, type Reader, when } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';
import { winAgain, winAnother, winMerge, winPost } from './actions.ts';
import { winBlocks, winCard } from './card.ts';

/** Where a win will be read, or why nowhere. */
export type Where =
  | Read<'posted'>
  | Read<'gathered'>
  | { kind: 'no-channel' }
  | { kind: 'closed'; place: string }
  | { kind: 'strangers'; place: string };

interface Read<Kind> {
  kind: Kind;
  place: string;
  placeId: string;
  readers: number;
}

export interface WinPreview {
  /** As it will be posted. */
  told: VisibleWin;
  where: Where;
  amountHidden: boolean;
  /** Pieces of its words that may be amounts, which not everybody there may see. */
  leftOut: readonly string[];
  /** How many are told in private. */
  telling: number;
  data: DataOf<typeof winPost>;
  reader: Reader;
}

/** Before anybody else sees it: who will read it, what is left out, how it will look. */
export function winPreviewCard({
  told,
  where,
  amountHidden,
  leftOut,
  telling,
  data,
  reader,
}: WinPreview): View {
  const strings = stringsFor(reader);
  const { preview, buttons, confirmPost } = strings.win;
  const isPosted = where.kind === 'posted' || where.kind === 'gathered';
  const said = [
    whereSaid(where, reader),
    isPosted && amountHidden ? preview.hidden : '',
    isPosted && leftOut.length > 0 ? preview.leftOut(leftOut) : '',
    told.unnamed > 0 ? preview.unnamed(told.unnamed) : '',
    preview.told(telling),
  ];
  return {
    title: isPosted ? preview.title(told.customer, where.place) : preview.keepTitle(told.customer),
    blocks: [
      ...said.filter(Boolean).map((one) => text(one)),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: isPosted ? buttons.post : buttons.keep,
            ...press(winPost, data),
            tone: 'primary',
            ...(isPosted && {
              confirm: {
                title: confirmPost.title(where.place),
                text: confirmPost.text(whereSaid(where, reader), preview.told(telling)),
                yes: confirmPost.yes,
                no: confirmPost.no,
              },
            }),
          },
          {
            kind: 'press',
            label: buttons.change,
            ...press(winAgain, { draft: data.draft }),
            opens: 'form',
          },
        ],
      },
      ...evidenceBlocks(told, reader),
      { kind: 'divider' },
      text(strings.share.looks, 'quiet'),
      text(winCard(told, reader).title),
      ...winBlocks(told, reader),
    ],
  };
}

/** Each person with their part, as the author alone reads it before posting. */
function evidenceBlocks({ credits }: VisibleWin, reader: Reader): Block[] {
  const { preview } = stringsFor(reader).win;
  const facts = credits
    .filter((credit) => credit.for !== '')
    .map((credit) => ({ label: credit.name, value: [credit.for] }));
  return facts.length > 0
    ? [
        { kind: 'heading', text: preview.evidence },
        { kind: 'facts', facts },
      ]
    : [];
}

function whereSaid(where: Where, reader: Reader): string {
  const strings = stringsFor(reader);
  const { preview } = strings.win;
  if (where.kind === 'no-channel') return preview.noChannel;
  if (where.kind === 'closed') return preview.closed(where.place);
  if (where.kind === 'strangers') return preview.strangers(where.place);
  const readers = strings.share.readers(where.readers, count(where.readers, reader));
  return where.kind === 'gathered' ? `${readers} ${preview.small}` : readers;
}

/** Somebody told it before. */
export function duplicateWinCard({
  told,
  adds,
  draft,
  reader,
}: {
  told: VisibleWin;
  adds: number;
  draft: string;
  reader: Reader;
}): View {
  const { duplicate, buttons } = stringsFor(reader).win;
  return {
    title: duplicate.title(
      told.author ?? duplicate.somebody,
      when(told.win.createdAt, reader),
      told.customer,
    ),
    blocks: [
      text(duplicate.adds(adds)),
      {
        kind: 'buttons',
        buttons: [
          ...(adds > 0
            ? [
                {
                  kind: 'press' as const,
                  label: buttons.addTo,
                  ...press(winMerge, { win: told.win.id, draft }),
                  tone: 'primary' as const,
                },
              ]
            : []),
          { kind: 'press', label: buttons.another, ...press(winAnother, { draft }) },
        ],
      },
      { kind: 'divider' },
      text(duplicate.theirs, 'quiet'),
      text(winCard(told, reader).title),
      ...winBlocks(told, reader),
    ],
  };
}
