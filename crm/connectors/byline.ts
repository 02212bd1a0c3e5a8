/** Between the parts of the last line of a text that Rapport wrote elsewhere. */
export const BETWEEN = ' · ';
const FIRST = `Rapport${BETWEEN}`;
const BYLINE = /(?:^|\n)Rapport · [^·\n]{1,200}$/;

/** A name as it stands in a last line: it has no line of its own there, and no part. */
export const plainName = (name: string): string =>
  name.replaceAll('·', ' ').replace(/\s+/g, ' ').trim().slice(0, 200);

/** The text with its author below, for a system that keeps our key elsewhere. */
export const withByline = (text: string, name: string | null | undefined): string =>
  name ? `${text}\n${FIRST}${plainName(name)}` : text;

/** The words alone, whoever wrote them. */
export const withoutByline = (text: string): string => text.replace(BYLINE, '');
