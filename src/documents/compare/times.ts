import { dayOf } from '../../calendar/index.ts'
import { type Comparison, type Finding, found, inPaper, onFile, type Place, rowsAt, textAt } from './finding.ts'
import { datesIn, isDay } from './found.ts'
import { quote, type ReadPaper } from './paper.ts'

const period =
  /^(\d{4})年(\d{1,2})月(\d{1,2})日(\d{1,2})时(\d{1,2})分至(?:(\d{4})年(\d{1,2})月(\d{1,2})日)?(\d{1,2})时(\d{1,2})分$/u

interface Span {
  /** Minutes of China's clock as a number that compares. */
  readonly from: number
  readonly until: number
  /** YYYY-MM-DD. */
  readonly day: string
}

/** 2026年3月2日9时05分至10时00分, as records have it. */
export const spanOf = (text: string): Span | undefined => {
  const read = period.exec(text)
  if (read === null) return undefined
  const n = (place: number, other = 0) => (read[place] === undefined ? other : Number(read[place]))
  const minutes = (year: number, month: number, day: number, hour: number, minute: number) =>
    Date.UTC(year, month - 1, day, hour, minute) / 60_000
  return {
    from: minutes(n(1), n(2), n(3), n(4), n(5)),
    until: minutes(n(6, n(1)), n(7, n(2)), n(8, n(3)), n(9), n(10)),
    day: `${read[1]}-${String(n(2)).padStart(2, '0')}-${String(n(3)).padStart(2, '0')}`,
  }
}

interface Meeting extends Span {
  readonly paper: ReadPaper
  readonly place: string
  readonly officers: readonly string[]
  readonly person: string
}

/** Records that say from when to when somebody was where. */
const meetingsIn = (papers: readonly ReadPaper[]): readonly Meeting[] =>
  papers.flatMap((paper) => {
    const span = spanOf(textAt(paper.content, 'period'))
    const place = textAt(paper.content, 'place')
    return span === undefined || place === ''
      ? []
      : [
          {
            ...span,
            paper,
            place,
            officers: rowsAt(paper.content, 'officers').map(({ name }) => String(name ?? '')),
            person: textAt(paper.content, 'person', 'name') || textAt(paper.content, 'person'),
          },
        ]
  })

const placeOf = ({ paper, place }: Meeting): Place =>
  inPaper(paper, '时间、地点', `${textAt(paper.content, 'period')}，${place}`)
const plain = (place: string): string => place.normalize('NFKC').replace(/\s/gu, '')

/** Nobody is at two places at one time; and who is questioned is questioned alone (程序规定 art. 29), not two at once by the same officers. */
export const twoPlacesAtOnce: Comparison = ({ papers }) => {
  const meetings = meetingsIn(papers).toSorted((a, b) => a.from - b.from)
  return meetings.flatMap((one, n) => {
    const later = meetings.slice(n + 1)
    const over = later.findIndex(({ from }) => from >= one.until)
    return (over < 0 ? later : later.slice(0, over)).flatMap((other): Finding[] => {
      const both = one.officers.filter((name) => other.officers.includes(name))
      const elsewhere = plain(one.place) !== plain(other.place)
      const asked = one.paper.form === 14 && other.paper.form === 14
      const places = [placeOf(other), placeOf(one)] as const
      if (both.length > 0 && elsewhere)
        return [
          found(
            'time',
            'differs',
            places,
            `${both.join('、')}同一时间在两处：《${one.paper.title}》在“${one.place}”，《${other.paper.title}》在“${other.place}”`,
          ),
        ]
      if (both.length > 0 && asked)
        return [
          found(
            'time',
            'differs',
            places,
            `${both.join('、')}同一时间询问${one.person}和${other.person}，询问应当个别进行`,
          ),
        ]
      if (one.person !== '' && one.person === other.person && elsewhere)
        return [
          found(
            'time',
            'differs',
            places,
            `${one.person}同一时间在两处：《${one.paper.title}》在“${one.place}”，《${other.paper.title}》在“${other.place}”`,
          ),
        ]
      return []
    })
  })
}

const clock =
  /(\d{1,2})时(\d{1,2})分(?:许|左右)?[^，。；]{0,6}?(检查|询问)[^，。；]{0,4}结束|(检查|询问)[^，。；]{0,4}?(?:于|至)(?:\d{4}年\d{1,2}月\d{1,2}日)?(\d{1,2})时(\d{1,2})分(?:许|左右)?结束/gu
const recordOf: Readonly<Record<string, number>> = { 检查: 9, 询问: 14 }

/** When an inspection or a questioning ended: said elsewhere, it ended no earlier and no later than its record says. */
export const endings: Comparison = ({ papers }) => {
  const meetings = meetingsIn(papers)
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      [...text.matchAll(clock)].flatMap(({ 0: whole, 1: h1, 2: m1, 3: w1, 4: w2, 5: h2, 6: m2, index }): Finding[] => {
        const [hour, minute, word] = [Number(h1 ?? h2), Number(m1 ?? m2), w1 ?? w2 ?? '']
        const records = meetings.filter(({ paper: { form } }) => form === recordOf[word])
        const ends = ({ until }: Meeting) => until % 1440 === hour * 60 + minute
        const [record] = records
        if (record === undefined || records.some(ends)) return []
        return [
          found(
            'time',
            records.length === 1 ? 'differs' : 'unclear',
            [inPaper(paper, field, quote(text, index, whole.length, 4)), placeOf(record)],
            records.length === 1
              ? `《${paper.title}》写${word} ${hour} 时 ${String(minute).padStart(2, '0')} 分结束，《${record.paper.title}》记的是${textAt(record.paper.content, 'period')}`
              : `《${paper.title}》写${word} ${hour} 时 ${String(minute).padStart(2, '0')} 分结束，没有一份笔录在这时结束，请核对`,
          ),
        ]
      }),
    ),
  )
}

/** A day that no calendar has. */
export const impossibleDays: Comparison = ({ state, papers }) =>
  papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) =>
      datesIn(text).flatMap(({ value, text: written, at }) =>
        isDay(value)
          ? []
          : [
              found(
                'time',
                'differs',
                [
                  inPaper(paper, field, quote(text, at, written.length)),
                  onFile('立案日期', filedOn(state) || '尚未立案'),
                ],
                `《${paper.title}》写“${written}”，没有这一天`,
              ),
            ],
      ),
    ),
  )

const filedOn = (state: { readonly done: readonly { readonly act: string; readonly at: string }[] }): string => {
  const filed = state.done.find(({ act }) => act === 'approve-filing')
  return filed === undefined ? '' : dayOf(filed.at)
}

const dateWords = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** Days on which the case has on record that something was done, against those that a text gives for it. */
export const daysOfActs: Comparison = ({ state, papers }) => {
  const meetings = meetingsIn(papers)
  const filed = filedOn(state)
  const days = (form: number) => [...new Set(meetings.filter(({ paper }) => paper.form === form).map(({ day }) => day))]
  const known: readonly {
    readonly words: RegExp
    readonly what: string
    readonly days: readonly string[]
    readonly where: string
  }[] = [
    { words: /^[^。；]{0,24}?现场检查/u, what: '现场检查', days: days(9), where: '现场笔录' },
    { words: /^[^。；检]{0,16}?(?:接受询问|进行了?询问|询问了)/u, what: '询问', days: days(14), where: '询问笔录' },
    { words: /^[^。；检询]{0,10}?立案/u, what: '立案', days: filed === '' ? [] : [filed], where: '案件登记' },
  ]
  return papers.flatMap((paper) =>
    paper.lines.flatMap(({ field, text }) => {
      const dates = datesIn(text)
      return dates.flatMap(({ value, text: written, at }, n): Finding[] => {
        const after = text.slice(at + written.length, dates[n + 1]?.at ?? text.length)
        return known.flatMap(({ words, what, days: on, where }): Finding[] => {
          const said = words.exec(after)
          const [first] = on
          if (said === null || first === undefined || on.includes(value) || !isDay(value)) return []
          return [
            found(
              'time',
              on.length === 1 ? 'differs' : 'unclear',
              [
                inPaper(paper, field, quote(text, at, written.length + said[0].length, 4)),
                { ...onFile(`${what}日期`, on.map(dateWords).join('、')), title: where },
              ],
              on.length === 1
                ? `《${paper.title}》写 ${written}${what}，${where}记的是 ${dateWords(first)}`
                : `《${paper.title}》写 ${written}${what}，${where}中没有这一天（有${on.map(dateWords).join('、')}），请核对`,
            ),
          ]
        })
      })
    }),
  )
}
