import { type Block, type Form, text, type View } from '../../cards/view/view.ts';

/** What is shown where a form cannot open by itself: what it is for, and the way to it. */
export const formOffer = ({ title, intro }: Form, ...way: Block[]): View => ({
  title,
  blocks: [...(intro ? [text(intro)] : []), ...way],
});
