import type { Words } from "../../../contracts/desk.ts"

export const words = (zh: string, en: string): Words => ({ zh, en })
