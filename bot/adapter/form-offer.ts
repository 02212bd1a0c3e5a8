import { type Block, type Form, text, type View } from '../../cards/view/view.ts';

/** Stands in for a form that cannot open by itself: it says the form's purpose, and shows the way to it. */
export const formOffer = ({ title, intro }: Form, ...way: Block[]): View => ({
  title,
  blocks: [...(intro ? [text(intro)] : []), ...way],
});
