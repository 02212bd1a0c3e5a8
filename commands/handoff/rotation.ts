import type { z } from 'zod';
import { rotationCard, rotationsCard } from '../../cards/handoff/rotation-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { isManager } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Rotation } from '../../crm/store/rotations.ts';
import { CommandInput, type Context, defineCommand, type Reply } from '../command.ts';
import { oneColleague } from '../parse/one-colleague.ts';
import { departmentNamed } from '../parse/which-department.ts';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

export const rotation = defineCommand({
  name: 'rotation',
  listed: 'late',
  usage: 'rotation [name] [@colleagues in turn]',
  summary: 'Who takes turns at what is handed over; managers set it',
  examples: ['rotation', 'rotation berlin @ana @ben @kim'],
  writes: true,
  aliases: ['rotations'],
  args: CommandInput,
  run: turns,
});

async function turns(
  { words, people }: z.output<typeof CommandInput>,
  context: Context,
): Promise<Reply> {
  const { store, reader, person } = context;
  const { rotation: said } = stringsFor(reader);
  const name = words.toLowerCase().replace(/:$/, '');
  if (!name && people.length === 0)
    return {
      kind: 'answer',
      view: rotationsCard({
        rotations: await Promise.all(
          (await store.rotations.all()).map((one) => shown(one, context)),
        ),
        reader,
      }),
    };
  if (people.length === 0) {
    const found = await store.rotations.get(name);
    if (!found) throw new Problem('unknown-rotation', said.unknown(name));
    return { kind: 'answer', view: rotationCard({ ...(await shown(found, context)), reader }) };
  }
  if (!isManager(person.role)) {
    await context.audit({
      action: 'refused',
      customer: null,
      detail: { why: 'managers-only', command: 'rotation' },
    });
    throw new Problem('managers-only', { ...said.managersOnly, reopens: false });
  }
  const taken = await departmentNamed(name, context);
  if (taken !== null || !NAME.test(name)) throw new Problem('bad-name', said.badName);
  const members = [
    ...new Set(
      (await Promise.all(people.map((ref) => oneColleague(ref, context)))).map(({ id }) => id),
    ),
  ];
  if (members.length < 2) throw new Problem('too-few', said.tooFew);
  const made = { name, members, next: 0 };
  await context.audit({
    action: 'settings',
    customer: null,
    detail: { set: 'rotation', name, members: members.length },
  });
  await store.rotations.save(made);
  return { kind: 'answer', view: rotationCard({ ...(await shown(made, context)), reader }) };
}

/** Its members in turn, the next one first. */
async function shown(
  { name, members, next }: Rotation,
  { store, now }: Context,
): Promise<{ name: string; members: { name: string; away: boolean }[] }> {
  const inTurn = [...members.slice(next), ...members.slice(0, next)];
  const said = async (id: PersonId) => {
    const [member, absence] = await Promise.all([
      store.people.get(id),
      store.absences.get(id, now),
    ]);
    return member ? [{ name: member.name, away: absence !== null || !member.active }] : [];
  };
  return { name, members: (await Promise.all(inTurn.map(said))).flat() };
}
