import type { Person } from '../../crm/person/person.ts';
import { asRapportButton } from '../connection/as-rapport-button.ts';
import { messagesAdministrator } from '../notification/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { type Button, text, type View } from '../view/view.ts';
import { noteRetry, noteShow } from './actions.ts';
import { backToCard, type NamedCustomer } from './buttons.ts';

/** The author hears that the CRM did not take it. */
export function writeBackFailedCard({
  customer,
  note,
  what,
  system,
  fault,
  asRapport,
  help,
  reader,
}: {
  customer: NamedCustomer;
  note: string | null;
  what: string;
  system: string;
  fault: string;
  /** The write that its author may have go as Rapport; null where it went so, or was to. */
  asRapport: string | null;
  help: { writeBack: string; to: Pick<Person, 'id' | 'name'>; back: string } | null;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const { crm, buttons: labels } = strings.note;
  return {
    title: crm.failedLine(customer.name, what, system),
    blocks: [
      text(crm.failed(fault), 'caution'),
      text(asRapport ? crm.ownRights(system) : crm.map),
      {
        kind: 'buttons',
        buttons: [
          ...(asRapport ? [asRapportButton(asRapport, strings)] : []),
          ...(note
            ? [
                {
                  kind: 'press' as const,
                  label: labels.retry,
                  ...press(noteRetry, { note }),
                },
                { kind: 'press' as const, label: labels.open, ...press(noteShow, { note }) },
              ]
            : []),
          ...(help ? [helpButton(help, strings)] : []),
          backToCard(customer, strings),
        ],
      },
    ],
  };
}

const helpButton = (
  { writeBack, to, back }: { writeBack: string; to: Pick<Person, 'id' | 'name'>; back: string },
  strings: Strings,
): Button => ({
  kind: 'press',
  label: strings.undelivered.buttons.tell(firstName(to.name)),
  ...press(messagesAdministrator, { writeBack, to: to.id, back }),
});
