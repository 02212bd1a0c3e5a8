import type { Customer } from '../../crm/customer/customer.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { customerShow } from '../customer/actions.ts';
import { promiseSpoken } from '../promise/actions.ts';
import { proposalBlocks } from '../promise/proposal.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { exact, money, type Reader } from '../view/format.ts';
import { departmentName, systemName } from '../view/names.ts';
import { type Block, type Fact, linkButton, text, type View } from '../view/view.ts';
import { timelinePage } from './actions.ts';

/** One entry with its text, its exact instant, the way to its source and the way back to the page that it was opened from. */
export function entryCard({
  customer,
  entry,
  back: page,
  promised = null,
  reader,
}: {
  customer: Pick<Customer, 'id' | 'name'>;
  entry: Entry;
  back: DataOf<typeof timelinePage>;
  /** Its words sound like a promise of the reader, and nobody noted one. */
  promised?: string | null;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const source = entry.link
    ? linkButton(strings.buttons.open(systemName(entry.source, strings)), entry.link)
    : null;
  const toCustomer = press(customerShow, { customer: customer.id });
  const back = {
    timeline: button(strings.entry.back, press(timelinePage, page)),
    customer: button(strings.buttons.card, toCustomer),
    handoff: button(strings.handoff.buttons.customer, toCustomer),
  }[page.from ?? 'timeline'];
  return {
    title: `${customer.name} · ${entry.title}`,
    blocks: [
      ...body(entry),
      { kind: 'facts', facts: facts(entry, reader) },
      ...proposalBlocks(
        promised,
        press(promiseSpoken, {
          customer: customer.id,
          source: entry.source,
          entry: entry.externalId,
        }),
        reader,
      ),
      { kind: 'buttons', buttons: source ? [source, back] : [back] },
    ],
  };
}

const body = ({ body: words }: Entry): Block[] => (words ? [text(words)] : []);

function facts(entry: Entry, reader: Reader): Fact[] {
  const strings = stringsFor(reader);
  const { entry: labels } = strings;
  const said: [string, string | null][] = [
    [labels.when, exact(entry.at, reader)],
    [labels.department, departmentName(entry.department, strings)],
    [labels.kind, strings.entryKind[entry.kind]],
    [labels.who, entry.person],
    [labels.contact, entry.contact],
    [labels.amount, entry.money && money(entry.money, reader)],
    [labels.source, systemName(entry.source, strings)],
    [labels.seenBy, entry.visibility === 'everyone' ? null : labels.visibility[entry.visibility]],
  ];
  return said.flatMap(([label, value]) => (value ? [{ label, value: [value] }] : []));
}
