/** Whether the message was replaced, or is `gone`, as the platform's error says. Throws every other error. */
export async function replaceMessage(
  edit: Promise<unknown>,
  isGone: (error: unknown) => boolean,
): Promise<'done' | 'gone'> {
  try {
    await edit;
    return 'done';
  } catch (error) {
    if (isGone(error)) return 'gone';
    throw error;
  }
}
