import { slips } from '../../crm/matching/similar-names.ts';
import type { Command } from '../command.ts';

const SHORTEST = 3;
/** A longer word has few neighbours, so two slips are forgiven where the command only shows something. */
const LONG = 7;
/** Ordinary words that are one slip away from a command, and no slip of it. */
const ORDINARY: ReadonlySet<string> = new Set(
  `most past cost lost host port top step shop star stars smart last least lift view news new mist must mate minute
  wine wind won with wing not vote nose none node noted quote goat coal talk tank take sell well till tall fell
  shape shore spare scare stake way any always fellow hollow allow forgot ease phrase match catch batch some come
  hope hole here word worth fork line fine mind mile nine min may man cap own owned long low lot lots held hell
  statue static expert defined refine charger chapter premise cold bold hold old tool sold decent about short sort
  absence their there where were its has door stat first best big biggest silent common state states storage story too to call whos whats hows`.split(
    /\s+/,
  ),
);

type Named = Pick<Command, 'name' | 'aliases' | 'usage' | 'readsOnly'>;

/** Corrects a first word that is nearly a command: `nota acme` → `note acme`. Null where it is near none, or a word of its own. */
export function nearCommand(typed: string, commands: readonly Named[]): string | null {
  const [first = '', ...rest] = typed.trim().replace(/^\//, '').split(/\s+/);
  const said = first.toLowerCase();
  if (said.length < SHORTEST) return null;
  const isWord = ORDINARY.has(said);
  const near = commands
    .flatMap(({ name, aliases, usage, readsOnly }) =>
      [name, ...aliases].map((word) => {
        const allowed = readsOnly && said.length >= LONG ? 2 : 1;
        return { name, usage, allowed, distance: slips(said, word, allowed) };
      }),
    )
    .filter(({ distance, allowed }) => distance <= (isWord ? 0 : allowed))
    .sort((one, other) => one.distance - other.distance)[0];
  if (!near) return null;
  return near.usage.includes(' ') && !near.usage.endsWith('[command]')
    ? [near.name, ...rest].join(' ')
    : near.name;
}
