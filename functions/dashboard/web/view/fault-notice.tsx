import { useWords } from "../shared/language.ts"
import { Failure } from "../shared/notice.tsx"
import type { ApiFault } from "../supervision-api.ts"

/** What went wrong, and what the reader can do. */
export const FaultNotice = ({ fault, retry }: { readonly fault: ApiFault; readonly retry?: () => void }) => {
  const words = useWords()
  const text = fault.fault === "refused" ? `${words.text("failed")}: ${fault.title}` : words.text(fault.fault)
  return <Failure {...(retry === undefined ? {} : { retry })}>{text}</Failure>
}
