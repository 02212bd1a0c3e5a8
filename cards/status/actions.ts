import { z } from 'zod';
import { defineAction } from '../view/action.ts';

export const statusShow = defineAction('status.show', z.object({}));
/** Does everything again that failed and may be mended by another try. */
export const statusRetry = defineAction('status.retry', z.object({}));
