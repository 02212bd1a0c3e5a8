import { z } from 'zod';
import { PersonId } from '../person/person.ts';
import { defineJobKind } from '../queue.ts';

/** Tells those who wait for somebody that this colleague is away until then. */
export const tellOfAbsenceJob = defineJobKind(
  'tell-of-absence',
  z.object({ person: PersonId, until: z.iso.datetime() }),
);
