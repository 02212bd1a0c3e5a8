import type { Strings } from '../strings.ts';

/** A name people use where one is added by a company. */
export const departmentName = (id: string, strings: Strings): string =>
  strings.department[id] ?? spoken(id);

/** `hubspot`, `help-desk` → `HubSpot`, `Help desk`: a source as people call it. */
export const systemName = (id: string, strings: Strings): string =>
  strings.system[id] ?? spoken(id);

export const firstName = (name: string): string => name.split(' ')[0] ?? name;

const spoken = (id: string): string =>
  id.charAt(0).toUpperCase() + id.slice(1).replace(/[-_]+/g, ' ');

export const joinByDots = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');
