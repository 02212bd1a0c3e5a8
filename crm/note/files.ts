import type { FileCopy } from './file-copy.ts';
import type { Note } from './note.ts';
import type { Origin } from './origin.ts';

/** Of one note, brought to a CRM. */
export const MOST_FILES = 10;

/** Bytes. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** `unsized`: kept as a link, and nobody said how large it is. */
export type FileVerdict = 'kept' | 'unsized' | 'too-large' | 'program';

type File = Origin['files'][number];

const PROGRAMS =
  /\.(?:exe|msi|msix|appx|bat|cmd|com|scr|pif|cpl|hta|js|jse|mjs|vbs|vbe|wsf|wsh|ps1|psm1|sh|bash|jar|app|dmg|pkg|deb|rpm|apk|ipa|iso|img|lnk|reg|dll|sys|scpt|command|run|bin)\.?$/i;

const PROGRAM_TYPES =
  /^application\/(?:x-(?:msdownload|msdos-program|executable|elf|mach-binary|sh|bat|ms-installer|apple-diskimage|java-archive)|java-archive|vnd\.(?:microsoft\.portable-executable|android\.package-archive)|javascript)|^text\/(?:javascript|x-sh)/i;

/** Whether a file may be kept with a note. A file without size or type stays a link, so its name decides. */
export function verdictOf({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): FileVerdict {
  // "invoice.pdf.exe " and names that turn their end around are what they really end in.
  const plain = name
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  if (PROGRAMS.test(plain) || (type && PROGRAM_TYPES.test(type.trim()))) return 'program';
  if (size === null) return 'unsized';
  return size > LARGEST_FILE ? 'too-large' : 'kept';
}

const isKept = (verdict: FileVerdict): boolean => verdict === 'kept' || verdict === 'unsized';

/** The message alone or with its thread, and without the files that may not be kept. */
export const keptOf = (origin: Origin, { thread }: { thread: boolean }): Origin => ({
  ...origin,
  messages: thread ? origin.messages : origin.messages.slice(0, 1),
  leftOut: thread ? origin.leftOut : undefined,
  files: origin.files.filter((file) => isKept(verdictOf(file))),
});

/** The files of a note that could be brought to a CRM, by their places in it. */
export const copiesOf = ({
  origin,
}: Pick<Note, 'origin'>): { place: string; file: File; copy: FileCopy }[] =>
  (origin?.files ?? []).flatMap((file, i) =>
    file.copy ? [{ place: String(i), file, copy: file.copy }] : [],
  );
