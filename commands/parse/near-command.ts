import { slips } from '../../crm/matching/similar-names.ts';
import type { Command } from '../command.ts';

const SHORTEST = 3;
const LONG = 6;

/** Corrects a first word that is nearly a command: `nota acme` → `note acme`. Null where it is near none. */
export function nearCommand(
  typed: string,
  commands: readonly Pick<Command, 'name' | 'aliases' | 'usage'>[],
): string | null {
  const [first = '', ...rest] = typed.trim().replace(/^\//, '').split(/\s+/);
  const said = first.toLowerCase();
  if (said.length < SHORTEST) return null;
  const allowed = said.length < LONG ? 1 : 2;
  const near = commands
    .flatMap(({ name, aliases, usage }) =>
      [name, ...aliases].map((word) => ({ name, usage, distance: slips(said, word, allowed) })),
    )
    .filter(({ distance }) => distance <= allowed)
    .sort((one, other) => one.distance - other.distance)[0];
  if (!near) return null;
  return near.usage.includes(' ') && !near.usage.endsWith('[command]')
    ? [near.name, ...rest].join(' ')
    : near.name;
}
