import { PassThrough, Transform } from "node:stream"

/** What is written after the mark; all of it without one. A thread's output may arrive after its hub has ended. */
export const outputSince = (mark: string | undefined): Transform => {
  if (mark === undefined) return new PassThrough()
  let before: Buffer | undefined = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (before === undefined) return done(null, chunk)
      const all = Buffer.concat([before, chunk])
      const at = all.indexOf(mark)
      before = at < 0 ? all : undefined
      if (at < 0) return done()
      done(null, all.subarray(at + Buffer.byteLength(mark)))
    },
  })
}
