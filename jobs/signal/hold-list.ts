import { signalsCard } from '../../cards/signal/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import { weekOf } from '../../crm/notification/weekly.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import { holdListJob } from '../../crm/signal/jobs.ts';
import { RULES, visibleSignals } from '../../crm/signal/rules.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob } from '../job.ts';

const HOLDING = RULES.filter(({ holds }) => holds);
const SELLING = 'sales';
const [SHOWN, COUNTED] = [8, 1000];

/**
 * Every salesperson's hold list is put on its way for their own hour of their own Monday, as the note of the week is;
 * three times, so that nobody misses it where the bot was down.
 */
export const weeklyHolds = defineJob({
  kind: clockJob('weekly-holds'),
  cron: '25 9,15,21 * * 0',
  async run({ slot }, { store, readerOf }) {
    const owners = new Set(await store.signals.ownersHeld(HOLDING.map(({ id }) => id)));
    const people = (await store.people.all()).filter(
      ({ id, active, department }) => active && department === SELLING && owners.has(id),
    );
    const jobs = people.map(async (person) => {
      const preference = await store.notificationPreferences.get(person.id);
      const { monday, noteAt } = weekOf(new Date(slot), preference, readerOf(person).zone);
      return sendJob(
        holdListJob,
        { person: person.id, monday },
        { key: `hold-list ${person.id} ${monday}`, after: noteAt },
      );
    });
    await store.commit(await Promise.all(jobs));
  },
});

/** Tells a salesperson at which of their customers an offer has to wait, as it is now; nothing where it is none. */
export const holdList = defineJob({
  kind: holdListJob,
  async run({ person: id, monday }, { store, readerOf, now }) {
    const person = await store.people.get(id);
    if (!person?.active) return;
    const access = accessOf(person);
    const found = await store.signals.list({
      person: id,
      followed: false,
      rules: HOLDING.map((rule) => rule.id),
      limit: COUNTED,
    });
    const held = found.flatMap(({ signal, name }) =>
      visibleSignals([signal], access).map((one) => ({ signal: one, name })),
    );
    if (held.length === 0) return;
    const reader = readerOf(person);
    const view = signalsCard({
      of: 'hold',
      signals: held.slice(0, SHOWN),
      total: held.length,
      next: SHOWN,
      isAdministrator: false,
      reader,
    });
    await store.commit(
      [
        {
          kind: 'message',
          message: {
            key: `holds:${id}:${monday}`,
            subject: { kind: 'person', id, role: 'holds', version: null },
            to: { kind: 'person', person: id },
            kind: 'signal',
            customerId: null,
            line: view.title,
            why: stringsFor(reader).signal.holdList.why,
            view,
            pressing: false,
            sender: null,
          },
        },
      ],
      now(),
    );
  },
});
