import L from 'leaflet'
import { useEffect, useRef } from 'react'
import 'leaflet/dist/leaflet.css'
import type { MapBaseView, MapListed, MapPoint } from '../../src/casework/view.ts'
import { pointText, signMarkup } from './signs.tsx'

/** The part of the earth that is on the screen. */
export interface Sight {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly zoom: number
}

/** Six figures of a degree are a decimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

const sightOf = (map: L.Map): Sight => {
  const bounds = map.getBounds()
  return {
    west: rounded(Math.max(-180, bounds.getWest())),
    south: rounded(Math.max(-90, bounds.getSouth())),
    east: rounded(Math.min(180, bounds.getEast())),
    north: rounded(Math.min(90, bounds.getNorth())),
    zoom: map.getZoom(),
  }
}

/** The map itself: the bureau's districts, or its tiles, and a sign for each point; signs can be reached by the keyboard. */
export const MapCanvas = ({
  base,
  points,
  chosen,
  see,
  choose,
}: {
  readonly base: MapBaseView
  readonly points: readonly MapPoint[]
  readonly chosen: MapListed | undefined
  readonly see: (sight: Sight) => void
  readonly choose: (key: string) => void
}) => {
  const box = useRef<HTMLElement>(null)
  const drawn = useRef<{ readonly map: L.Map; readonly signs: L.LayerGroup; readonly mark: L.LayerGroup }>(undefined)
  const told = useRef({ see, choose })
  useEffect(() => {
    told.current = { see, choose }
  })

  useEffect(() => {
    if (box.current === null) return
    const map = L.map(box.current, {
      minZoom: 3,
      maxZoom: 19,
      zoomControl: false,
      attributionControl: base.tiles !== undefined,
    })
    map.attributionControl?.setPrefix(false)
    L.control.zoom({ zoomInTitle: '放大', zoomOutTitle: '缩小' }).addTo(map)
    L.control.scale({ imperial: false }).addTo(map)
    if (base.tiles !== undefined) L.tileLayer(base.tiles.url, { attribution: base.tiles.note, maxZoom: 19 }).addTo(map)
    for (const { name, outline } of base.areas)
      L.polygon(
        outline.map(([lon, lat]): L.LatLngTuple => [lat, lon]),
        { className: 'map-area', interactive: false },
      )
        .bindTooltip(name, { permanent: true, direction: 'center', className: 'map-name', pane: 'shadowPane' })
        .addTo(map)
    const corners = [
      ...base.areas.flatMap(({ outline }) => outline.map(([lon, lat]): L.LatLngTuple => [lat, lon])),
      ...(base.extent === undefined
        ? []
        : ([
            [base.extent.south, base.extent.west],
            [base.extent.north, base.extent.east],
          ] satisfies L.LatLngTuple[])),
    ]
    // Without districts and without places: the whole country.
    map.fitBounds(
      corners.length > 0
        ? corners
        : [
            [18, 74],
            [53, 135],
          ],
      { animate: false },
    )
    drawn.current = { map, signs: L.layerGroup().addTo(map), mark: L.layerGroup().addTo(map) }
    const tell = () => told.current.see(sightOf(map))
    map.on('moveend', tell)
    tell()
    return () => void map.remove()
  }, [base])

  useEffect(() => {
    if (drawn.current === undefined) return
    const { map, signs } = drawn.current
    signs.clearLayers()
    for (const point of points) {
      const size = point.n === 1 ? 22 : 30
      const words = pointText(point)
      const marker = L.marker([point.lat, point.lon], {
        icon: L.divIcon({
          className: `map-point${point.n > 1 ? ' several' : ''}`,
          html: signMarkup(point),
          iconSize: [size, size],
        }),
        title: words,
        keyboard: true,
      })
      marker.on('click', () => {
        if (point.key !== undefined) told.current.choose(point.key)
        else map.setView([point.lat, point.lon], Math.min(19, map.getZoom() + 2))
      })
      marker.addTo(signs)
      marker.getElement()?.setAttribute('aria-label', words)
    }
  }, [points])

  useEffect(() => {
    if (drawn.current === undefined) return
    const { map, mark } = drawn.current
    mark.clearLayers()
    if (chosen === undefined) return
    const place: L.LatLngTuple = [chosen.lat, chosen.lon]
    L.circleMarker(place, { radius: 16, className: 'map-chosen', interactive: false }).addTo(mark)
    if (!map.getBounds().contains(place)) map.panTo(place)
  }, [chosen])

  return <section ref={box} className="map" aria-label="地图；旁边的列表有同样的内容" />
}
