import type { CustomerList } from '../../crm/customer/list.ts';
import type { SavedList } from '../../crm/store/saved-lists.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { type Block, type Form, text, type View } from '../view/view.ts';
import {
  customersPage,
  listExport,
  listRemove,
  listSave,
  listSaving,
  listShow,
  listsShow,
} from './actions.ts';

import type { CustomerListCard } from './list-card.ts';

const LONGEST_NAME = 60;
/** Room in a button for a name. */
const NAME_MAX = 40;

/** The lists that somebody gave a name, each a press away. `here`: those that the channel follows. */
export function savedListsCard(
  lists: readonly SavedList[],
  here: readonly Block[],
  reader: Reader,
): View {
  const { savedLists: strings } = stringsFor(reader);
  return {
    title: strings.title,
    blocks: [
      ...(lists.length === 0 ? [text(strings.none)] : [choicesOf(lists, reader)]),
      text(strings.how, 'quiet'),
      ...here,
    ],
  };
}

const choicesOf = (lists: readonly SavedList[], reader: Reader): Block => {
  const { savedLists: strings } = stringsFor(reader);
  return {
    kind: 'choices',
    choices: lists.map(({ name, words }) => ({
      title: name,
      detail: strings.typed(words),
      button: button(strings.show(shortText(name, NAME_MAX)), press(listShow, { name, skip: 0 })),
    })),
  };
};

/** The buttons below a list: keep it by a name, or give up the name that it has. */
export function keepButtons(
  list: CustomerList & { skip?: number },
  {
    name,
    words,
    here,
    exports,
    reader,
  }: Pick<CustomerListCard, 'name' | 'words' | 'here' | 'exports' | 'reader'>,
): Block {
  const { savedLists: strings } = stringsFor(reader);
  const own =
    name === null
      ? [button(strings.save, press(listSaving, { words }), { opens: 'form' })]
      : [
          button(strings.remove, press(listRemove, { name })),
          button(strings.all, press(listsShow, {})),
        ];
  const of = list.of === 'everyone' ? 'mine' : 'everyone';
  const { customerList } = stringsFor(reader);
  const label = of === 'mine' ? customerList.mine : customerList.everyone;
  return {
    kind: 'buttons',
    buttons: [
      button(label, press(customersPage, { ...list, of, skip: 0 })),
      ...own.slice(0, 1),
      ...(here ? [here] : []),
      ...own.slice(1),
      ...(exports
        ? [button(stringsFor(reader).listFiles.button, press(listExport, { words }))]
        : []),
    ],
  };
}

/** Asks for the name. */
export function saveListForm(
  { words, name = '' }: { words: string; name?: string | undefined },
  reader: Reader,
): Form {
  const { savedLists: strings } = stringsFor(reader);
  return {
    title: strings.form.title,
    intro: [strings.typed(words)],
    fields: [
      {
        kind: 'text',
        id: 'name',
        label: strings.form.name,
        hint: strings.form.hint,
        max: LONGEST_NAME,
        value: name,
        optional: false,
      },
    ],
    submit: { label: strings.form.submit, ...press(listSave, { words }) },
  };
}

/** After a name was given up: the words, so that it can be kept again. */
export const removedListCard = ({ name, words }: SavedList, reader: Reader): View => {
  const { savedLists: strings } = stringsFor(reader);
  return {
    title: strings.removed(name),
    blocks: [
      text(strings.typed(words)),
      {
        kind: 'buttons',
        buttons: [
          button(strings.save, press(listSaving, { words, name }), { opens: 'form' }),
          button(strings.all, press(listsShow, {})),
        ],
      },
    ],
  };
};
