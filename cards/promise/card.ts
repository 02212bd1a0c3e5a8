import type { WriteBackState } from '../../crm/note/write-back.ts';
import type { PromiseSummary } from '../../crm/promise/summary.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { day, dayInWords, type Reader } from '../view/format.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import {
  promiseKeep,
  promiseMoving,
  promiseReopen,
  promiseRetry,
  promiseWithdrawing,
} from './actions.ts';
import { dayWords, promiseTitle } from './lines.ts';

export interface PromiseCard extends PromiseSummary {
  /** The outcome of a step, above all else. */
  said: string | null;
  /** How far the CRM is; null where none is connected, absent where that is not said. */
  crm?: { name: string; state: WriteBackState | null } | null;
  reader: Reader;
}

/** Longer words stand below the title too, whole. */
const TITLE_MAX = 90;

/** One promise: by when, whose, its earlier days, and what can be done. */
export function promiseCard(card: PromiseCard): View {
  const { promise, said, crm, reader } = card;
  return {
    title: promiseTitle(card, reader),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(promise.what.length > TITLE_MAX ? [text(promise.what)] : []),
      text(stateWords(card), isLate(card) ? 'caution' : undefined),
      ...(promise.reason ? [text(stringsFor(reader).promise.reason(promise.reason), 'quiet')] : []),
      ...earlierDays(card),
      { kind: 'buttons', buttons: buttonsOf(card) },
      ...(crm ? [text(crmWords(crm, reader), 'quiet')] : []),
    ],
  };
}

const isLate = ({ promise: { state, level } }: PromiseCard): boolean =>
  state === 'open' && level >= 0;

/** `Promised by 1 Dec, in 3 days · Ben · to Murat · noted by Ana`. */
function stateWords({ promise, names, reader }: PromiseCard): string {
  const { promise: strings } = stringsFor(reader);
  const { state, by, createdBy, to, closedAt, closedBy } = promise;
  const ended =
    state === 'open' || !closedAt
      ? null
      : strings[state](nameOf(closedBy ?? by, names), dayInWords(closedAt, reader));
  return joinByDots([
    ended,
    dayWords(promise, state === 'open' ? reader : { ...reader, now: closedAt ?? reader.now }),
    nameOf(by, names),
    to && strings.to(to),
    createdBy === by ? null : strings.notedBy(nameOf(createdBy, names)),
  ]);
}

const nameOf = (id: PromiseSummary['promise']['by'], names: PromiseSummary['names']): string =>
  firstName(names.get(id) ?? '–');

function earlierDays({ promise, names, reader }: PromiseCard): Block[] {
  const { promise: strings } = stringsFor(reader);
  return promise.history.toReversed().map(({ at, by, dueOn }) => {
    const [name, when] = [nameOf(by, names), dayInWords(at, reader)];
    return text(
      dueOn === null
        ? strings.movedUndated(name, when)
        : strings.moved(day(dueOn, reader), name, when),
      'quiet',
    );
  });
}

function buttonsOf({ promise, mayChange, crm, reader }: PromiseCard): Button[] {
  const { buttons: labels } = stringsFor(reader).promise;
  const data = { promise: promise.id };
  const steps =
    promise.state === 'open'
      ? [
          button(labels.kept, press(promiseKeep, data), { tone: 'primary' }),
          button(labels.move, press(promiseMoving, data), { opens: 'form' }),
          button(labels.withdraw, press(promiseWithdrawing, data), { opens: 'form' }),
        ]
      : [button(labels.reopen, press(promiseReopen, data))];
  return [
    ...(mayChange ? steps : []),
    button(labels.customer, press(customerShow, { customer: promise.customerId })),
    ...(crm?.state?.state === 'failed' && mayChange
      ? [button(labels.retry, press(promiseRetry, data))]
      : []),
  ];
}

function crmWords({ name, state }: NonNullable<PromiseCard['crm']>, reader: Reader): string {
  const { promise: strings } = stringsFor(reader);
  if (state?.state === 'done')
    return state.fault ? strings.crmFailed(name, state.fault) : strings.crmDone(name);
  return state?.fault ? strings.crmFailed(name, state.fault) : strings.crm(name);
}
