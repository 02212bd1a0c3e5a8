import type { Day } from '../../time/day.ts';

export const isTrue = (value: string | null | undefined): boolean => value === 'true';

export function dateOf(value: string | null | undefined): Date | null {
  if (!value) return null;
  // HubSpot writes an instant as ISO 8601, and here and there as milliseconds.
  const at = new Date(/^\d{12,14}$/.test(value) ? Number(value) : value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** `2026-11-24` of a date property, which HubSpot writes as a day or as its midnight in UTC. */
export const dayOfProperty = (value: string | null | undefined): Day | null =>
  /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0] ?? null;
