import type { Words } from '../strings.ts';

/** A name people use where one is added by a company. */
export const departmentName = (id: string, words: Words): string =>
  words.department[id] ?? spoken(id);

/** `hubspot`, `help-desk` → `HubSpot`, `Help desk`: a source as people call it. */
export const systemName = (id: string, words: Words): string => words.system[id] ?? spoken(id);

export const firstName = (name: string): string => name.split(' ')[0] ?? name;

const spoken = (id: string): string =>
  id.charAt(0).toUpperCase() + id.slice(1).replace(/[-_]+/g, ' ');
