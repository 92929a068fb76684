import { CertificateNo, type LocalDate } from "../../contracts/primitives.ts"

export type NextCertificateSerial = (centerId: string, yyyymmdd: string) => Promise<number | undefined>

/** 证明编号: the China day and the issuing center's serial of it; undefined when the day's numbers are used up. */
export const drawCertificateNo = async (
  nextCertificateSerial: NextCertificateSerial,
  centerId: string,
  today: LocalDate,
): Promise<CertificateNo | undefined> => {
  const yyyymmdd = today.replaceAll("-", "")
  const serial = await nextCertificateSerial(centerId, yyyymmdd)
  return serial === undefined
    ? undefined
    : CertificateNo.parse(`${yyyymmdd}${String(serial).padStart(4, "0")}`)
}
