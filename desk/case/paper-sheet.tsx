import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Tabs } from 'antd'
import type { CaseView } from '../../src/casework/view.ts'
import type { PaperText } from '../api.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'
import { SignPanel } from '../sign/panel.tsx'
import { momentsOf } from './axis.ts'
import { PrintButton } from './print.tsx'
import { minutes } from './recordings.tsx'

/** A paper as PDF and as text; the text shows what is masked as masked. */
export const PaperSheet = ({
  id,
  view,
  close,
  open,
  working = false,
}: {
  readonly id: string
  readonly view: CaseView
  readonly close: () => void
  /** A form is being filled in on the right: the paper stands left of it, and both can be used. */
  readonly working?: boolean
  /** Opens the form of an act, on this strand. */
  readonly open: (act: string, strand?: string) => void
}) => (
  <Drawer
    open
    onClose={close}
    title="文书"
    size={760}
    placement={working ? 'left' : 'right'}
    mask={!working}
    extra={
      <PrintButton id={view.id} papers={[id]}>
        打印
      </PrintButton>
    }
  >
    <Undo view={view} id={id} open={open} />
    <Signing view={view} id={id} open={open} />
    <Filmed view={view} id={id} />
    <Asked query={queries.paper(id)}>
      {(paper) => (
        <Tabs
          items={[
            { key: 'text', label: '文字', children: <Text paper={paper} /> },
            {
              key: 'pdf',
              label: '版式',
              children: (
                <figure className="pdf">
                  <figcaption>
                    {paper.title}
                    <a href={paper.pdf} target="_blank" rel="noreferrer">
                      在新窗口打开
                    </a>
                  </figcaption>
                  <iframe title={`${paper.title}版式文件`} src={`${paper.pdf}#navpanes=0&view=FitH`} />
                </figure>
              ),
            },
          ]}
        />
      )}
    </Asked>
  </Drawer>
)

/** Who signs the paper, where somebody must. */
const Signing = ({
  view,
  id,
  open,
}: {
  readonly view: CaseView
  readonly id: string
  readonly open: (act: string) => void
}) => {
  const paper = view.papers.find((each) => each.id === id)
  return paper === undefined || paper.lines.length === 0 ? null : <SignPanel view={view} paper={paper} open={open} />
}

/** What can still be done about a paper that has a mistake: as long as nothing was sent it can be made void. */
const Undo = ({
  view,
  id,
  open,
}: {
  readonly view: CaseView
  readonly id: string
  readonly open: (act: string, strand: string) => void
}) => {
  const paper = view.papers.find((each) => each.id === id)
  if (paper?.service === undefined || paper.served === 'voided') return null
  if (paper.served === 'served')
    return <p className="muted">已经送达的文书不能改，也不能作废；有错的，依法更正或者撤销。</p>
  const act = view.acts.find(({ name }) => name === 'void-paper')
  const strand = paper.service
  const possible = act?.available === true && (act.strands ?? []).some((each) => each.id === strand)
  return (
    <div className="undo">
      <p>
        还没有送达。写错了的，先重新制作一份，再由承办机构负责人作废这一份：文号留在台账里注明作废，文书留在卷内，不再送达。
      </p>
      {possible ? (
        <Button onClick={() => open('void-paper', strand)}>作废这份文书</Button>
      ) : (
        act !== undefined &&
        act.reasons.length > 0 && <p className="muted">{act.reasons.map(({ message }) => message).join('；')}</p>
      )}
    </div>
  )
}

const Text = ({ paper }: { readonly paper: PaperText }) => (
  <article className="paper-text">
    <h3>{paper.title}</h3>
    {paper.number !== undefined && <p className="number">{paper.number}</p>}
    {[...paper.sections.entries()].map(([place, section]) => (
      <section key={place}>
        {section.heading !== undefined && <h4>{section.heading}</h4>}
        {[...section.paragraphs.entries()].map(([line, paragraph]) => (
          <p key={line}>
            {[...paragraph.entries()].map(([at, span]) =>
              'text' in span ? (
                <span key={at}>{span.text}</span>
              ) : (
                <mark key={at} title="已隐去">
                  {span.masked}
                </mark>
              ),
            )}
          </p>
        ))}
      </section>
    ))}
    {paper.edited.map(({ title, by, generated }) => (
      <details key={title}>
        <summary>
          “{title}”由{by}改动过
        </summary>
        <p className="muted">系统原来生成的：{generated === '' ? '（空）' : generated}</p>
      </details>
    ))}
    <p className="digest">内容摘要值 {paper.digest}</p>
  </article>
)

/** Of the act that the paper tells of, what was recorded: there its sentences stand beside the picture. */
const Filmed = ({ view, id }: { readonly view: CaseView; readonly id: string }) => {
  const { data: coverage } = useQuery(queries.coverage(view.id))
  const { data: recordings = [] } = useQuery(queries.recordings(view.id))
  const row = coverage?.rows.find(({ version }) => String(version) === id.split('.').at(-2))
  if (row === undefined) return null
  const moments = momentsOf({ version: row.version, happenedAt: row.from }, recordings, [row])
  if (moments.length === 0) return null
  return (
    <p className="attached no-print">
      {moments.map(({ recording, title, second }) => (
        <Link
          key={recording}
          to="/cases/$id/recordings/$recording"
          params={{ id: view.id, recording }}
          search={{ at: Math.floor(second) }}
          className="play"
        >
          <span aria-hidden>▶ </span>与{title}逐句对照 {minutes(second)}
        </Link>
      ))}
    </p>
  )
}
