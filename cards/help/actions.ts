import { z } from 'zod';
import { defineAction } from '../view/action.ts';

export const helpShow = defineAction('help.show', z.object({}));
export const helpAll = defineAction('help.all', z.object({}));
const Word = z.string().max(100);
/** All of the glossary where the word is empty. */
export const glossaryShow = defineAction('glossary.show', z.object({ word: Word }));
export const defineForm = defineAction('define.form', z.object({ word: Word }));
export const defineSave = defineAction('define.save', z.object({}));
