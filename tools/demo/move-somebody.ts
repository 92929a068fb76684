import { AccountNo } from "../../contracts/primitives.ts"
import { makePerson } from "../make-person.ts"
import { daysBefore, holdAccount, type Act, type Scene } from "./acting.ts"
import { chinaDay, makeSegments } from "./contribution-record.ts"

/** What a slow clerk leaves lying before the letter goes out: longer than the three working days. */
const lateDays = 7

/** Somebody moves: an old account that the former city seals, a new one in the new city, a letter between them. */
const move = async (
  { seed, from, to, today }: Scene,
  how: { readonly old: "sealed" | "normal"; readonly letter: "soon" | "late" },
): Promise<void> => {
  const person = makePerson(seed)
  const segments = [...makeSegments(seed, today)]
  const oldAccountNo = AccountNo.parse(`D${seed}A`)
  const newAccountNo = AccountNo.parse(`D${seed}B`)
  await holdAccount(
    from,
    { person, accountNo: oldAccountNo, segments, status: how.old === "sealed" ? "02" : "01" },
    today,
  )
  to.book.content.accounts[newAccountNo] = {
    person,
    openedOn: chinaDay(Date.parse(today)),
    segments: [],
    wanted: { fromCenterId: from.center.centerId, fromAccountNo: oldAccountNo },
    ...(how.letter === "late" ? { askedOn: daysBefore(today, lateDays) } : {}),
  }
  to.book.save()
  const opening = {
    person,
    accountNo: newAccountNo,
    accountKind: "basic",
    contributorType: "employee",
    status: "01",
    openedOn: today,
    unitCreditCode: segments[0]?.unitCreditCode,
  }
  await to.ask("POST", "/v1/accounts", opening, `open-${newAccountNo}-${today}`)
  // While the old account is normal the new one waits (X2); the letter follows when the seal has come.
  if (how.old === "sealed") await to.apply(newAccountNo)
}

export const moveAway: Act = (scene) => move(scene, { old: "sealed", letter: "soon" })
/** The letter leaves late: accepted, and counted as late. */
export const moveLate: Act = (scene) => move(scene, { old: "sealed", letter: "late" })
/** The old account is still normal, so that the new one waits for its seal. */
export const moveUnsealed: Act = (scene) => move(scene, { old: "normal", letter: "soon" })
