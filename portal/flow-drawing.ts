import { html } from 'hono/html'
import {
  type FlowLayout,
  type FlowMeasures,
  layOut,
  lineHeights,
  narrow,
  narrowLarge,
  type TextBlock,
  wide,
} from './flow-layout.ts'
import type { ProcedurePicture } from './flowchart.ts'
import type { Html } from './words.ts'

/**
 * The flowchart as one picture: for wide pages and paper, and once more for narrow ones, of which the stylesheet shows one. Its colours
 * are the stylesheet's. What it shows is told in words below it.
 */
export const flowDrawing = (picture: ProcedurePicture, large: boolean): Html =>
  html`<div class="drawing">${drawn(picture, wide, 'wide')}${drawn(picture, large ? narrowLarge : narrow, 'narrow')}</div>`

const drawn = (picture: ProcedurePicture, measures: FlowMeasures, size: string): Html => {
  const layout = layOut(picture, measures)
  const { width, height, cards, arrows, lanes, exits } = layout
  const id = `${picture.name}-${size}`
  const titles = picture.stages.map(({ title }) => title)
  return html`<svg class="${size}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${picture.title}流程图</title>
<desc id="${id}-desc">从上到下 ${titles.length} 个阶段：${titles.join('，')}。右边的实线直接到后面的阶段，左边的虚线回到前面的阶段。图下的“文字版”有全部内容。</desc>
${lanes.map((lane) => laneDrawn(layout, lane))}
${arrows.map(
  ({ from, x, top, bottom, text: said }) =>
    html`<g class="on" data-from="${from}" data-to="${from + 1}"><path d="M${x} ${top}V${bottom - 9}"/><path class="head" d="M${x - 6} ${bottom - 10}h12l-6 9z"/>${text(said)}</g>`,
)}
${cards.map(
  ({ x, y, width: w, height: h, number, title, steps, rule, final }) =>
    html`<g class="stage${final ? ' final' : ''}"><rect x="${x}" y="${y}" width="${w}" height="${h}" rx="4"/><circle cx="${x + 26}" cy="${y + 23}" r="12"/><text class="number" x="${x + 26}" y="${y + 28}" text-anchor="middle" font-size="14">${number}</text>${text(title, 'name')}${steps.map(
      ({ y: dot, title: step, notes }) =>
        html`<circle class="dot" cx="${step.x - 11}" cy="${dot}" r="3"/>${text(step)}${notes.map((note) => text(note.text, note.kind))}`,
    )}${rule === undefined ? '' : html`<path class="rule" d="M${x + 14} ${rule}H${x + w - 14}"/>`}</g>`,
)}
${exits.map(({ way: { from, to, direction }, goal, text: said }) => html`<g class="${direction}" data-from="${from}" data-to="${to}">${text(goal, 'goal')}${text(said)}</g>`)}
</svg>`
}

/** A lane with everything that joins it, its arrow last, so that it stands over what it crosses. */
const laneDrawn = (
  { exits }: FlowLayout,
  { side, to, x, top, bottom, goalX, goalY }: FlowLayout['lanes'][number],
): Html => {
  const direction = side === 'right' ? 'past' : 'return'
  const inward = side === 'right' ? -1 : 1
  const own = exits.filter(({ way }) => way.to === to && way.direction === direction)
  const tip = goalX - inward
  return html`<g class="${direction}"><path d="M${x} ${top}V${bottom}"/>${own.map(
    ({ way: { from }, x: edge, y }) =>
      html`<path data-from="${from}" data-to="${to}" d="M${edge} ${y}H${x}"/><circle class="joint" cx="${x}" cy="${y}" r="2.5"/>`,
  )}<path d="M${x} ${goalY}H${tip - inward * 8}"/><path class="head" d="M${tip - inward * 9} ${goalY - 5}v10l${inward * 9} -5z"/></g>`
}

const text = ({ x, y, size, lines }: TextBlock, kind?: string): Html =>
  html`<text${kind === undefined ? '' : html` class="${kind}"`} x="${x}" y="${y}" font-size="${size}">${lines.map(
    (line, n) => html`<tspan x="${x}"${n === 0 ? '' : html` dy="${lineHeights[size] ?? size}"`}>${line}</tspan>`,
  )}</text>`
