import * as z from "zod"

const Place = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.object({
    id: z.string().optional(),
    name: z.string(),
    /** Where the package puts a label: the seat of the government. */
    cp: z.tuple([z.number(), z.number()]).optional(),
  }),
})
export type Place = z.infer<typeof Place>
export const PlaceCollection = z.object({ features: z.array(Place) })

const Offset = z.tuple([z.number(), z.number()])

/** What is read of a map file of ECharts 4. */
export const OutlineCollection = z.object({
  features: z.array(
    Place.extend({
      geometry: z.discriminatedUnion("type", [
        z.object({
          type: z.literal("Polygon"),
          coordinates: z.array(z.string()),
          encodeOffsets: z.array(Offset),
        }),
        z.object({
          type: z.literal("MultiPolygon"),
          coordinates: z.array(z.array(z.string())),
          encodeOffsets: z.array(z.array(Offset)),
        }),
      ]),
    }),
  ),
})
export type Outline = z.infer<typeof OutlineCollection>["features"][number]
