/** Sends the first of these messages that the platform does not refuse. Throws its refusal of the last one. */
export async function sendAccepted<Message, Result>(
  [message, ...plainer]: readonly [Message, ...Message[]],
  {
    send,
    isRefused,
  }: { send(message: Message): Promise<Result>; isRefused(error: unknown): boolean },
): Promise<Result> {
  const [next, ...rest] = plainer;
  try {
    return await send(message);
  } catch (error) {
    if (next === undefined || !isRefused(error)) throw error;
    return sendAccepted([next, ...rest], { send, isRefused });
  }
}
