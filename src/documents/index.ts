export type { Block, Mark, Masked, Run, TextSection } from './blocks.ts'
export {
  type ComparedPaper,
  compareWithCase,
  type FactKind,
  type Finding,
  factKinds,
  ofDrafts,
} from './compare/index.ts'
export { fillPaper, paperText } from './fill.ts'
export type { Form } from './form.ts'
export { formOf, forms } from './forms/index.ts'
export { momentText } from './forms/parts.ts'
export { type LaidPaper, layPaper, type PaperToRender, renderPaper } from './render.ts'
export { createRenderer, type Renderer, type WholePaper } from './renderer.ts'
export { markOf } from './signing.ts'
export { renderVolume, type VolumeFile, type VolumeToRender } from './volume.ts'
export { type EditablePart, editableTexts } from './wording.ts'
