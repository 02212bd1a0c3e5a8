import type { Erasure } from '../../crm/erasure/erasure.ts';
import { unreachable } from '../../crm/problem.ts';
import type { ErasableContact } from '../../crm/store/erasures.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, dayInWords, type Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { forgetList, forgetOpen, forgetShow } from './actions.ts';

/** As many as a card names. */
export const LISTED = 8;

export interface ErasureList {
  /** One more than are shown where there are more. */
  erasures: readonly Erasure[];
  skip: number;
  /** How many there are below these. */
  rest: number;
  /** The names of colleagues by their ids. */
  names: ReadonlyMap<string, string>;
  reader: Reader;
}

/** All erasures, newest first. One that is over names nobody. */
export function erasureListCard({ erasures, skip, rest, names, reader }: ErasureList): View {
  const { erasure: strings } = stringsFor(reader);
  return {
    title: strings.list,
    blocks: [
      ...(erasures.length === 0 ? [text(strings.none)] : []),
      ...erasures.flatMap((one) => row(one, names, reader)),
      ...restBlock(rest, press(forgetList, { skip: skip + erasures.length }), reader),
    ],
  };
}

function row(erasure: Erasure, names: ReadonlyMap<string, string>, reader: Reader): Block[] {
  const { erasure: strings } = stringsFor(reader);
  const detail = detailOf(erasure, names, reader);
  if (erasure.state === 'asked' && erasure.about)
    return [
      {
        kind: 'choices',
        choices: [
          {
            title: erasure.about.name,
            detail,
            button: button(strings.open, press(forgetOpen, { id: erasure.id })),
          },
        ],
      },
    ];
  return [text(line`${bold(strings.line[erasure.subject])} · ${detail}`)];
}

function detailOf(
  { askedAt, finishedAt, answeredBy, askedBy, proof, refused, state }: Erasure,
  names: ReadonlyMap<string, string>,
  reader: Reader,
): string {
  const { erasure: strings } = stringsFor(reader);
  const name = (id: string): string => names.get(id) ?? strings.someone;
  return joinByDots([
    dayInWords(finishedAt ?? askedAt, reader),
    askedBy === null ? strings.restored : strings.asked(name(askedBy)),
    state === 'done' && answeredBy !== null ? strings.agreedBy(name(answeredBy)) : null,
    stateWords(state, reader),
    state === 'done' && proof ? strings.proofShort(proof) : null,
    refused > 0 ? strings.refused(refused, count(refused, reader)) : null,
  ]);
}

function stateWords(state: Erasure['state'], reader: Reader): string | null {
  const { erasure: strings } = stringsFor(reader);
  switch (state) {
    case 'asked':
    case 'done':
      return null;
    case 'agreed':
      return strings.underWay;
    case 'kept':
      return strings.notAgreed;
    case 'expired':
      return strings.overdue;
    default:
      return unreachable(state);
  }
}

/** Somebody checks a name: it is one that was erased. */
export function provenCard({
  name,
  erasures,
  names,
  reader,
}: Pick<ErasureList, 'erasures' | 'names' | 'reader'> & { name: string }): View {
  const { erasure: strings } = stringsFor(reader);
  const [first] = erasures;
  return {
    title: first
      ? strings.proven(first.subject, name, dayInWords(first.finishedAt ?? first.askedAt, reader))
      : strings.none,
    blocks: erasures.flatMap((one) => row(one, names, reader)),
  };
}

/** Several people have this name. */
export function whichContactCard(
  query: string,
  contacts: readonly ErasableContact[],
  reader: Reader,
): View {
  const { erasure: strings } = stringsFor(reader);
  return {
    title: strings.which(query),
    blocks: [
      {
        kind: 'choices',
        choices: contacts.flatMap(({ name, email, customers, contacts: [first] }) =>
          first
            ? {
                title: name,
                detail: joinByDots([email, listCommas(customers)]),
                button: button(
                  strings.preview(name),
                  press(forgetShow, {
                    customer: first.customerId,
                    source: first.source,
                    contact: first.externalId,
                  }),
                ),
              }
            : [],
        ),
      },
    ],
  };
}
