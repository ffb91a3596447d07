import { type Db, sql } from '../../platform/index.ts'

/** Squares to a degree in the table of counts: about 600 by 400 metres, four on the side of a tile of zoom 14. */
export const squaresPerDegree = 2 ** 16 / 360

/** The zoom up to which the counts are as exact as a map needs them. */
export const countedZoom = 14

/** Counts the subjects of each square anew: once after an import, so that a map of a million asks some thousand rows. */
export const countSquares = async (db: Db): Promise<void> => {
  await sql`delete from subject_square`.execute(db)
  await sql`insert into subject_square (x, y, district, status, n, lon, lat)
    select floor(lon * ${squaresPerDegree}::float8)::int, floor(lat * ${squaresPerDegree}::float8)::int, coalesce(district, ''), status, count(*)::int, avg(lon), avg(lat)
    from subject where lon is not null group by 1, 2, 3, 4`.execute(db)
}
