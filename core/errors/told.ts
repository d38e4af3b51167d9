/** Longest message that a caller is told; a value of the request in it may be of any length. */
const MOST = 1000;
const MARK = ' … ';

/** A message with its middle left out where it is too long: what is wrong stands at the beginning or at the end. */
export function told(message: string): string {
  if (message.length <= MOST) return message;
  const half = (MOST - MARK.length) / 2;
  return `${message.slice(0, Math.ceil(half))}${MARK}${message.slice(-Math.floor(half))}`;
}
