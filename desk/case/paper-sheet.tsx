import { Drawer, Tabs } from 'antd'
import type { PaperText } from '../api.ts'
import { queries } from '../api.ts'
import { Asked } from '../shell/asked.tsx'

/** A paper as PDF and as text; the text shows what is masked as masked. */
export const PaperSheet = ({ id, close }: { readonly id: string; readonly close: () => void }) => (
  <Drawer open onClose={close} title="文书" size={760}>
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
