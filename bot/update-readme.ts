import type { Command } from '../commands/command.ts';

/** README.md with its tables made anew from the registry and the configuration; everything else stays as it is. */
export function updateReadme(
  readme: string,
  {
    commands,
    settings,
  }: { commands: readonly Command[]; settings: readonly { name: string; meaning: string }[] },
): string {
  const daily = commands.filter((command) => command.daily);
  const others = commands.filter((command) => !command.daily);
  const asked = [...daily, ...others].map(
    ({ usage, summary, daily }) => `| \`${daily ? '/' : ''}${cell(usage)}\` | ${cell(summary)} |`,
  );
  const set = settings.map(({ name, meaning }) => `| \`${name}\` | ${cell(meaning)} |`);
  return section(
    section(readme, 'commands', ['| type | and see |', '|---|---|', ...asked]),
    'settings',
    ['| variable | is |', '|---|---|', ...set],
  );
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function section(text: string, name: string, lines: readonly string[]): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`README.md has no section ${open} … ${close}`);
  return `${text.slice(0, start + open.length)}\n${lines.join('\n')}\n${text.slice(end)}`;
}
