/** What really happened to the money of a case, as bank slips and cash books of the two centers tell it, in fen. */
export interface Books {
  /** Left O by its bank; `arrives`: when it is at I, never when the bank bounces it. */
  readonly paid: Map<
    string,
    { readonly fen: bigint; readonly arrivesAtMs: number; readonly bounces: boolean }
  >
  /** Came back to O: bounced by the bank, surplus or the whole sent back by I. */
  readonly cameBack: Map<string, bigint>
  /** Booked to the new account by I, by the act that I had accepted. */
  readonly booked: Map<string, bigint>
}

export const openBooks = (): Books => ({ paid: new Map(), cameBack: new Map(), booked: new Map() })

const sum = (figures: Iterable<bigint>): bigint => [...figures].reduce((total, figure) => total + figure, 0n)

export const arrived = (
  books: Books,
  nowMs: number,
): readonly { readonly reference: string; readonly fen: bigint }[] =>
  [...books.paid].flatMap(([reference, { fen, arrivesAtMs, bounces }]) =>
    !bounces && arrivesAtMs <= nowMs ? [{ reference, fen }] : [],
  )

export const bookedAtIn = (books: Books): bigint => sum(books.booked.values())
/** What O no longer has. */
export const goneFromOut = (books: Books): bigint =>
  sum([...books.paid.values()].map(({ fen }) => fen)) - sum(books.cameBack.values())
