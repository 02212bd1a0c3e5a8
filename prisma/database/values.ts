import { z } from 'zod';

/** An instant inside stored JSON. */
export const Instant = z.coerce.date();
