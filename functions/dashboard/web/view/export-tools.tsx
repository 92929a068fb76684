import { useState } from "preact/hooks"
import { download, follow } from "../shared/download.ts"
import { useWords } from "../shared/language.ts"
import type { ApiAnswer } from "../supervision-api.ts"

interface Props {
  /** File name without its ending. */
  readonly name: string
  readonly csv: () => Promise<ApiAnswer<Blob>>
  /** Address of the picture; absent where nothing is drawn. */
  readonly png: (() => string | undefined) | undefined
}

export const ExportTools = ({ name, csv, png }: Props) => {
  const words = useWords()
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle")
  const exportCsv = async (): Promise<void> => {
    setState("busy")
    const result = await csv()
    if ("answer" in result) download(`${name}.csv`, result.answer)
    setState("answer" in result ? "idle" : "failed")
  }
  return (
    <div class="tools">
      {state === "failed" && (
        <span role="alert" class="late">
          {words.text("exportFailed")}
        </span>
      )}
      <button
        type="button"
        data-export="csv"
        aria-label={words.text("exportCsv")}
        title={words.text("exportCsv")}
        disabled={state === "busy"}
        onClick={() => void exportCsv()}
      >
        CSV
      </button>
      {png !== undefined && (
        <button
          type="button"
          data-export="png"
          aria-label={words.text("exportPng")}
          title={words.text("exportPng")}
          onClick={() => {
            const address = png()
            if (address !== undefined) follow(`${name}.png`, address)
          }}
        >
          PNG
        </button>
      )}
    </div>
  )
}
