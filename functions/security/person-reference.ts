import { createHmac } from "node:crypto"
import type { KeyObject } from "node:crypto"
import { isResidentNumber, normalisedDocumentNumber, PersonRef } from "../../contracts/primitives.ts"
import type { Person } from "../../contracts/primitives.ts"

/**
 * The name that the hub has for a person: a keyed MAC of the document number. The key never rotates, otherwise a
 * person would be two. The number space is small enough to be tried out, so without the key's secrecy this is no
 * protection.
 */
export const personRef = (
  macKey: KeyObject,
  person: Pick<Person, "documentType" | "documentNumber">,
): PersonRef => PersonRef.parse(`prs_${mac(macKey, "hpf-hub person v1", canonicalDocument(person))}`)

/**
 * MAC of the normalised name, kept beside the reference: same reference and other name is duplicate class D7. Spaces,
 * middle dots (买买提·艾力 is written with several of them) and invisible characters say nothing about who it is.
 */
export const nameMac = (macKey: KeyObject, name: string): string =>
  mac(macKey, "hpf-hub name v1", normalisedName(name))

/**
 * A number that passes GB 11643 is the same person under whatever type it was filed, its 15-digit form included.
 * Every other document is its type and number: other documents of one person are joined by a declared link.
 */
const canonicalDocument = ({
  documentType,
  documentNumber,
}: Pick<Person, "documentType" | "documentNumber">): string => {
  // Hyphens, brackets and slashes are how a number is written, not what it is: they must not make a second person.
  const bare = normalisedDocumentNumber("01", documentNumber).replace(/[-()/]/gu, "")
  const asResident = normalisedDocumentNumber("01", bare)
  return isResidentNumber(asResident)
    ? `resident:${asResident}`
    : `${documentType}:${normalisedDocumentNumber(documentType, documentNumber)}`
}

const middleDots = /[\u00B7\u0387\u2022\u2027\u2219\u22C5\u2E31\u30FB]/gu

const normalisedName = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/[\s\p{Cf}]/gu, "")
    .replace(middleDots, "")
    .toUpperCase()

/** 128 bits of HMAC-SHA-256. The purpose ends in a zero byte, so that no text of one purpose is a text of another. */
const mac = (macKey: KeyObject, purpose: string, text: string): string =>
  createHmac("sha256", macKey)
    .update(`${purpose}\0${text}`, "utf8")
    .digest()
    .subarray(0, 16)
    .toString("base64url")
