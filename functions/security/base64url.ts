/**
 * Strict base64url: no padding, no other alphabet, unused bits zero. One byte string has one form only, otherwise
 * the same signature could travel under several names. Node's own decoder is lenient, hence the way back.
 */
export const decodeBase64url = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, "base64url")
  return bytes.length > 0 && bytes.toString("base64url") === text ? bytes : undefined
}
