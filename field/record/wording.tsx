import { useState } from 'react'
import type { RecordingGuideView } from '../../src/registry/index.ts'
import { lengthText } from '../time.ts'
import { type Live, mark } from './recorder.ts'

/** What is said, in its order, ticked when it is spoken; and what must be seen. A tick is sealed with the second in which it was made. */
export const Wording = ({ guide, now }: { readonly guide: RecordingGuideView; readonly now?: Live }) => {
  const [situation, setSituation] = useState('always')
  const cards = guide.cards.filter((each) => each.situation === 'always' || each.situation === situation)
  const rules = guide.rules.filter((each) => each.situation === 'always' || each.situation === situation)
  const others = guide.cards.filter((each) => each.situation !== 'always')
  const spoken = (card: string, line: number) =>
    now?.marks.find((each) => each.kind === 'wording' && each.card === card && each.line === line)?.at
  const done = (name: string) => now?.marks.find((each) => each.kind === 'act' && each.name === name)?.at
  const seen = [...new Set(rules.flatMap((rule) => rule.seen))].map((each) => ({
    title: each,
    name: [...each].slice(0, 60).join(''),
  }))
  if (cards.length === 0 && seen.length === 0) return null
  return (
    <>
      {others.length > 0 && (
        <fieldset>
          <legend>情形</legend>
          <div className="chips">
            {[{ situation: 'always', situationTitle: '一般' }, ...others].map((each) => (
              <label key={each.situation}>
                <input
                  type="radio"
                  name="situation"
                  checked={situation === each.situation}
                  onChange={() => setSituation(each.situation)}
                />
                <span>{each.situationTitle}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {cards.some(({ lines }) => lines.length > 0) && (
        <section>
          <h2>要说的话{now === undefined ? '' : '（说一句，点一句）'}</h2>
          <ol className="wording">
            {cards.flatMap(({ card, lines }) =>
              lines.map(({ line, stepTitle, say, required }) => {
                const at = spoken(card, line)
                const words = (
                  <>
                    <small>
                      {stepTitle}
                      {required && <em>必须说</em>}
                      {at !== undefined && <em className="good">✓ {lengthText(at)}</em>}
                    </small>
                    <span>{say}</span>
                  </>
                )
                return (
                  <li key={`${card}/${line}`} data-spoken={at !== undefined}>
                    {now === undefined ? (
                      <div>{words}</div>
                    ) : (
                      <button
                        type="button"
                        aria-pressed={at !== undefined}
                        disabled={at !== undefined || now.paused}
                        onClick={() => mark({ kind: 'wording', card, line })}
                      >
                        {words}
                      </button>
                    )}
                  </li>
                )
              }),
            )}
          </ol>
        </section>
      )}
      {seen.length > 0 && (
        <section>
          <h2>要拍到的</h2>
          <ul className="wording">
            {seen.map(({ title, name }) => {
              const at = done(name)
              return (
                <li key={name} data-spoken={at !== undefined}>
                  {now === undefined ? (
                    <div>
                      <span>{title}</span>
                    </div>
                  ) : (
                    <button
                      type="button"
                      aria-pressed={at !== undefined}
                      disabled={at !== undefined || now.paused}
                      onClick={() => mark({ kind: 'act', name, what: 'done' })}
                    >
                      <span>{title}</span>
                      {at !== undefined && (
                        <small>
                          <em className="good">✓ {lengthText(at)}</em>
                        </small>
                      )}
                    </button>
                  )}
                </li>
              )
            })}
          </ul>
        </section>
      )}
    </>
  )
}
