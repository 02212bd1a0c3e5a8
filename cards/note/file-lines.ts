import type { FilesThere } from '../../crm/note/file-copy.ts';
import type { Note } from '../../crm/note/note.ts';
import { clip } from '../../crm/text/cut.ts';
import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { systemName } from '../view/names.ts';
import { listSome } from '../view/plural.ts';

const NAME = 60;

/** How many files of a note stand in the system too. */
export const filesThere = (files: FilesThere): number =>
  Object.values(files).filter(({ kind }) => kind === 'copied').length;

/** A sentence for each reason for which files of a note stayed links there. */
export function linkLines(
  { origin }: Pick<Note, 'origin'>,
  files: FilesThere,
  { system, reader }: { system: string; reader: Reader },
): string[] {
  const strings = stringsFor(reader);
  const links = Object.entries(files).flatMap(([place, there]) => {
    const file = origin?.files[Number(place)];
    const chat = file?.copy?.kind === 'possible' ? file.copy.from.platform : file?.copy?.platform;
    return there.kind === 'link' && file ? [{ there, name: clip(file.name, NAME), chat }] : [];
  });
  const groups = Map.groupBy(links, ({ there }) => JSON.stringify([there.fault, there.detail]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { link, why } = strings.note.crm.files;
    const { there } = first;
    const because = why[there.fault]({
      system,
      chat: systemName(first.chat ?? '', strings),
      detail: there.detail ?? null,
    });
    const names = group.map(({ name }) => name);
    return [link(listSome(names), names.length, because)];
  });
}
