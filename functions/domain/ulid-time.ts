export const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** The ten characters of a ULID that tell its time, so that ids of one kind sort by creation. */
export const ulidTime = (ms: number): string => {
  let rest = ms
  let text = ""
  for (let position = 0; position < 10; position += 1) {
    text = crockford.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}
