import { z } from 'zod';
import { defineAction } from '../view/action.ts';

export const helpShow = defineAction('help.show', z.object({}));
export const helpAll = defineAction('help.all', z.object({}));
