import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { client } from '../api.ts'

export interface ToPrint {
  readonly id: string
  readonly papers: readonly string[]
  readonly files?: boolean
  readonly duplex?: boolean
}

const addressOf = ({ id, papers, files, duplex }: ToPrint): string => {
  const query = new URLSearchParams(papers.map((paper) => ['papers', paper]))
  if (files) query.set('files', '1')
  if (duplex) query.set('duplex', '1')
  return `/api/cases/${encodeURIComponent(id)}/papers.pdf?${query}`
}

/** Papers of a case as one PDF, handed to the browser's own printing. Where it can't print a PDF it is opened in a tab. */
const print = async (what: ToPrint): Promise<void> => {
  const response = await fetch(addressOf(what), { credentials: 'same-origin' })
  if (!response.ok) throw new Error(`没有合成：服务器回答 ${response.status}，请稍后重试`)
  const href = URL.createObjectURL(await response.blob())
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = '打印'
  frame.src = href
  frame.addEventListener('load', () => {
    try {
      frame.contentWindow?.print()
    } catch {
      window.open(href, '_blank', 'noopener')
    }
  })
  document.querySelector('iframe[title="打印"]')?.remove()
  document.body.append(frame)
  await client.invalidateQueries({ queryKey: ['copies', what.id] })
}

export const PrintButton = ({ children, ...what }: ToPrint & { readonly children: string }) => {
  const [said, setSaid] = useState('')
  const [working, setWorking] = useState(false)
  const begin = async () => {
    setWorking(true)
    setSaid('正在合成…')
    try {
      await print(what)
      setSaid('')
    } catch (error) {
      setSaid(error instanceof Error ? error.message : '没有合成，请稍后重试')
    } finally {
      setWorking(false)
    }
  }
  return (
    <>
      <Button onClick={() => void begin()} disabled={what.papers.length === 0} aria-busy={working}>
        {children}
      </Button>
      <span className="muted" role="status">
        {said}
      </span>
    </>
  )
}

/** What is chosen for printing, in the order in which it was chosen. */
export const PrintChosen = ({
  id,
  papers,
  drop,
}: {
  readonly id: string
  readonly papers: readonly string[]
  readonly drop: () => void
}) => {
  const [files, setFiles] = useState(false)
  const [duplex, setDuplex] = useState(false)
  const what = { id, papers, files, duplex }
  return (
    <section className="printing" aria-label="打印所选文书">
      <span>已选 {papers.length} 份，按选择的先后打印</span>
      <Checkbox checked={files} onChange={({ target }) => setFiles(target.checked)}>
        连同附件
      </Checkbox>
      <Checkbox checked={duplex} onChange={({ target }) => setDuplex(target.checked)}>
        双面打印，每份另起一张纸
      </Checkbox>
      <PrintButton {...what}>打印</PrintButton>
      <a
        className="button"
        href={addressOf(what)}
        download
        onClick={() => setTimeout(() => void client.invalidateQueries({ queryKey: ['copies', id] }), 3000)}
      >
        下载合成的 PDF
      </a>
      <Button type="text" onClick={drop}>
        取消选择
      </Button>
    </section>
  )
}
