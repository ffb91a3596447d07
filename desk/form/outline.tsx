import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { queries } from '../api.ts'
import { useForm } from './context.ts'
import { asValues, type Values } from './property.ts'

const roles = { party: '当事人（负责人、经营者）', employee: '员工', witness: '证人' } as const
type Role = keyof typeof roles
/** Whom the form asks, in the words of outlines. */
const roleOf: Readonly<Record<string, Role>> = {
  party: 'party',
  representative: 'party',
  employee: 'employee',
  witness: 'witness',
  other: 'witness',
}

/** 询问提纲: the questions for whoever is asked, put in as rows to be answered; those that don't fit are left out first. */
export const Outline = ({
  of,
  beside,
  insert,
}: {
  readonly of: string
  readonly beside: Values
  readonly insert: (questions: readonly string[]) => void
}) => {
  const id = useForm().case?.id
  const named = roleOf[String(asValues(beside[of]).role)] ?? 'party'
  const [chosen, setChosen] = useState<Role>()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState(false)
  const role = chosen ?? named
  const { data } = useQuery({ ...queries.outline(id ?? '', role), enabled: id !== undefined && open })
  if (id === undefined) return null
  const questions = (data?.topics ?? []).flatMap(({ questions: all }) => all).filter((each) => !left.has(each))
  const keep = (question: string, kept: boolean) =>
    setLeft((before) => new Set([...before].filter((each) => each !== question).concat(kept ? [] : [question])))
  return open ? (
    <fieldset className="outline">
      <legend>询问提纲</legend>
      <label htmlFor="outline-role">按谁的提纲问</label>
      <Select
        id="outline-role"
        value={role}
        onChange={setChosen}
        options={Object.entries(roles).map(([value, label]) => ({ value, label }))}
      />
      {data?.topics.map(({ title, questions: all }) => (
        <div key={title}>
          <h4>{title}</h4>
          {all.map((question) => (
            <Checkbox
              key={question}
              checked={!left.has(question)}
              onChange={({ target }) => keep(question, target.checked)}
            >
              {question}
            </Checkbox>
          ))}
        </div>
      ))}
      <p className="words">
        <Button
          type="primary"
          disabled={questions.length === 0}
          onClick={() => {
            insert(questions)
            setOpen(false)
          }}
        >
          插入 {questions.length} 个问题
        </Button>
        <Button onClick={() => setOpen(false)}>不插入</Button>
      </p>
    </fieldset>
  ) : (
    <Button onClick={() => setOpen(true)}>插入询问提纲</Button>
  )
}
