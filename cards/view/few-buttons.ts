import type { Block, Button, View } from './view.ts';

/** Buttons of a message that are seen at once; all others are behind the menu. */
export const FEW = 3;

const MORE = 'More';

type Buttons = Extract<Block, { kind: 'buttons' }>;

/**
 * At most three buttons are seen, and at most one of them is the primary one: the first in the order of the card. The
 * others go behind the menu of their row. The button below a shortened list belongs to the list.
 */
export function withFewButtons(view: View, most = FEW): View {
  let [room, primary] = [most, false];
  const oncePrimary = (button: Button): Button => {
    if (button.kind === 'link' || button.tone !== 'primary') return button;
    const { tone, ...rest } = button;
    const is = !primary;
    primary = true;
    return is ? button : rest;
  };
  const fold = (block: Buttons): Buttons => {
    if (block.rest) return block;
    const shown = firstOf(block.buttons, room);
    const hidden = [
      ...block.buttons.filter((one) => !shown.includes(one)),
      ...(block.more?.buttons ?? []),
    ];
    room -= shown.length;
    return {
      kind: 'buttons',
      buttons: shown.map(oncePrimary),
      ...(hidden.length > 0 && {
        more: { label: block.more?.label ?? MORE, buttons: hidden.map(withoutTone) },
      }),
    };
  };
  return {
    ...view,
    blocks: view.blocks.map((block) => (block.kind === 'buttons' ? fold(block) : block)),
  };
}

/** The first ones, and those that ask first whether one is sure, which a menu of Slack cannot. */
function firstOf(buttons: readonly Button[], room: number): Button[] {
  const asking = buttons.filter((one) => one.kind === 'press' && one.confirm).slice(0, room);
  const others = buttons.filter((one) => !asking.includes(one)).slice(0, room - asking.length);
  return buttons.filter((one) => asking.includes(one) || others.includes(one));
}

/** In a menu nothing stands out. */
function withoutTone(button: Button): Button {
  if (button.kind === 'link' || button.tone !== 'primary') return button;
  const { tone, ...rest } = button;
  return rest;
}
