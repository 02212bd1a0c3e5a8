import { z } from 'zod';
import { defineAction } from '../view/action.ts';

const Source = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Tries everything of a source again that was kept aside. */
export const mapRetry = defineAction('map.retry', z.object({ source: Source }));
export const mapShow = defineAction('map.show', z.object({ source: Source }));
