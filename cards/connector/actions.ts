import { z } from 'zod';
import { defineAction } from '../view/action.ts';

const System = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** The systems that are connected and those that could be. */
export const setupShow = defineAction('setup.show', z.object({}));
/** Tries what one system allows. */
export const setupCheck = defineAction('setup.check', z.object({ system: System }));
