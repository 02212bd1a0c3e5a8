import type { Connection } from '../../crm/connection/connection.ts';
import type { ConsentSystem } from '../../crm/connection/consents.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { type Block, linkButton, text, type View } from '../view/view.ts';
import { connectOff, connectShow } from './actions.ts';

export interface OwnAccount extends ConsentSystem {
  connection: Connection | null;
  /** Where the person agrees; null where they did. */
  page: string | null;
}

/** A person's own accounts, each with the button that connects or ends it. */
export function ownAccountsCard({
  accounts,
  reader,
}: {
  accounts: readonly OwnAccount[];
  reader: Reader;
}): View {
  const { connection: strings } = stringsFor(reader);
  return {
    title: strings.title,
    blocks: [
      ...accounts.flatMap((account) => accountBlocks(account, reader)),
      ...(accounts.some(({ page }) => page !== null) ? [text(strings.opens, 'quiet')] : []),
    ],
  };
}

function accountBlocks({ id, name, connection, page }: OwnAccount, reader: Reader): Block[] {
  const { connection: strings } = stringsFor(reader);
  if (connection && connection.endedAt === null) {
    const { user, since } = connection;
    return [
      text(strings.since(name, user.email, when(since, reader))),
      buttons(button(strings.disconnect(name), press(connectOff, { source: id }))),
    ];
  }
  const link = page === null ? null : linkButton(strings.connect(name), page);
  return [
    connection?.endedAt
      ? text(strings.ended(name, when(connection.endedAt, reader)), 'caution')
      : text(strings.none(name)),
    ...(link ? [buttons(link)] : []),
  ];
}

const buttons = (one: ReturnType<typeof button> | NonNullable<ReturnType<typeof linkButton>>) => ({
  kind: 'buttons' as const,
  buttons: [one],
});

/** The person ended it themselves. */
export function disconnectedCard({
  systems,
  reader,
}: {
  systems: readonly ConsentSystem[];
  reader: Reader;
}): View {
  const { connection: strings } = stringsFor(reader);
  const [first, ...others] = systems.map(({ name }) => name);
  return {
    title: strings.off(first ?? ''),
    blocks: [
      text(strings.offNow(first ?? '')),
      ...others.flatMap((name) => [text(strings.off(name)), text(strings.offNow(name))]),
      buttons(button(strings.show, press(connectShow, {}))),
    ],
  };
}

/** A refused write goes on as Rapport. */
export function asRapportCard({ system, reader }: { system: string; reader: Reader }): View {
  const { connection: strings } = stringsFor(reader);
  return {
    title: strings.goesAsRapport(system),
    blocks: [
      text(strings.goesAsRapportMore),
      buttons(button(strings.show, press(connectShow, {}))),
    ],
  };
}
