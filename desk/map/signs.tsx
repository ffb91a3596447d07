import type { MapKind, MapPoint } from '../../src/casework/view.ts'

export const kindTitles: Readonly<Record<MapKind, string>> = {
  open: '在办案件',
  closed: '已结案件',
  inspected: '核查过，未立案',
  subject: '监管对象，无案件',
}

/** Each kind has a shape of its own besides its colour: triangle, square, diamond, circle. */
const shapes: Readonly<Record<MapKind, string>> = {
  open: 'M8 1.5 15 14H1Z',
  closed: 'M2 2h12v12h-12Z',
  inspected: 'M8 1 15 8 8 15 1 8Z',
  subject: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Z',
}

export const Sign = ({ kind }: { readonly kind: MapKind }) => (
  <svg
    className="map-sign"
    data-kind={kind}
    viewBox="0 0 16 16"
    width={14}
    height={14}
    role="img"
    aria-label={kindTitles[kind]}
  >
    <path d={shapes[kind]} />
  </svg>
)

/** The gravest kind that stands at a point. */
export const kindOf = (point: MapPoint): MapKind =>
  (['open', 'closed', 'inspected'] as const).find((kind) => point[kind] > 0) ?? 'subject'

/** What a point says in words. */
export const pointText = (point: MapPoint): string =>
  point.name !== undefined
    ? `${point.name}：${kindTitles[kindOf(point)]}`
    : `${point.n} 户：${(Object.keys(kindTitles) as MapKind[])
        .filter((kind) => point[kind] > 0)
        .map((kind) => `${kindTitles[kind]} ${point[kind]}`)
        .join('，')}`

/** The same as drawn on the map, where no component can stand. */
export const signMarkup = (point: MapPoint): string => {
  const kind = kindOf(point)
  const count = point.n > 1 ? `<b>${point.n > 9999 ? `${Math.round(point.n / 10_000)}万` : point.n}</b>` : ''
  return `<svg class="map-sign" data-kind="${kind}" viewBox="0 0 16 16" aria-hidden="true"><path d="${shapes[kind]}"/></svg>${count}`
}
