import { label, type CodeLabel } from "../../../contracts/codes.ts"
import { PROVINCES } from "../../../contracts/provinces.ts"

export const provinceName = (code: string): CodeLabel => PROVINCES[code] ?? label(code, code)
