import { z } from 'zod';
import { PersonId } from '../../crm/person/person.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Source = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** A person's own accounts, with a fresh way to connect each. */
export const connectShow = defineAction('connect.show', z.object({}));
export const connectOff = defineAction('connect.off', z.object({ source: Source }));
/** A write that the system refused in its author's name goes there as Rapport. */
export const connectAsRapport = defineAction(
  'connect.as-rapport',
  z.object({ writeBack: z.string().min(1).max(200) }),
);
/** For administrators: all colleagues who have an account connected. */
export const connectPeople = defineAction('connect.people', z.object({ skip: Skip }));
export const connectEnd = defineAction(
  'connect.end',
  z.object({ person: PersonId, source: Source }),
);
