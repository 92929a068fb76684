/** A center's name without what all of them are called: a map has no room for it. */
export const cityName = (name: string): string => {
  const short = name
    .replace(/(住房公积金|公积金|住房资金)(管理)?(中心|局)/, "")
    .replace(/ ?(Municipal )?Housing Provident Fund( Management)? Center/i, "")
    .replace(/^(.{2,})市$/, "$1")
  return short === "" ? name : short
}
