import type { StageView } from '../../src/casework/view.ts'

export const stageSigns: Readonly<Record<StageView['state'], string>> = {
  done: '●',
  current: '◐',
  ahead: '○',
  skipped: '－',
}
export const stageWords: Readonly<Record<StageView['state'], string>> = {
  done: '已过',
  current: '现在',
  ahead: '未到',
  skipped: '未经过',
}
