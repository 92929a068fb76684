/** The names of a table, as a schema lists them: a table and its enumeration are one list. */
export const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(table).filter((name): name is Name => name in table)
