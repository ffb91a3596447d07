import { Radio as AntRadio } from 'antd'
import type { KeyboardEvent } from 'react'
import type { WidgetProps } from './context.ts'

/** A choice among few: all of them in view. A question of yes and no is answered with one key, which leads to the next one. */
export const Radio = ({ value, set, id, property }: WidgetProps) => {
  const options = property['x-options'] ?? []
  const answer = ({ key, currentTarget }: KeyboardEvent<HTMLElement>) => {
    const chosen = { y: 'yes', n: 'no' }[key]
    if (chosen === undefined || !options.some((option) => option.value === chosen)) return
    set(chosen)
    if (chosen === 'yes') nextQuestion(currentTarget)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the radio buttons inside
    <div onKeyDown={answer}>
      <AntRadio.Group
        name={id}
        className="choices"
        value={value}
        onChange={({ target }) => set(target.value)}
        options={options.map((option) => ({ value: option.value, label: option.title }))}
      />
    </div>
  )
}

const nextQuestion = (here: HTMLElement): HTMLInputElement | undefined =>
  [...(here.closest('form')?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])].find(
    (radio) => !here.contains(radio) && (here.compareDocumentPosition(radio) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  )
