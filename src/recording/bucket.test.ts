import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { signatureOf, startBucket } from '../../test/bucket.ts'
import { makeMedia } from '../../test/media.ts'
import { rowsOf, type Session } from '../../test/recorder.ts'
import { fileBlobs, readConfig } from '../platform/index.ts'
import { eachDatabase } from '../platform/testing.ts'
import { openBucket, readListing } from './bucket.ts'
import { importRecordings } from './import.ts'
import { startTestBureau, type TestBureau } from './testing.ts'
import type { RecordingView } from './view.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

test('the stand-in signs as the published example does', () => {
  assert.equal(
    signatureOf(
      {
        method: 'GET',
        url: '/test.txt',
        headers: {
          host: 'examplebucket.s3.amazonaws.com',
          range: 'bytes=0-9',
          'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          'x-amz-date': '20130524T000000Z',
          authorization:
            'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=?',
        },
      },
      secret,
    ),
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  )
})

test('a listing is read whatever stands in a name; what is no listing throws', () => {
  const { files, next } = readListing(
    '<ListBucketResult><Contents><Key>甲&amp;乙/&#60;1&#62;.mp4</Key><Size>7</Size><LastModified>2026-05-20T11:00:00.000Z</LastModified></Contents><Contents><Key>folder/</Key><Size>0</Size></Contents><NextContinuationToken>a+b=</NextContinuationToken></ListBucketResult>',
  )
  assert.deepEqual(files, [{ key: '甲&乙/<1>.mp4', size: 7, changed: Date.parse('2026-05-20T11:00:00.000Z') }])
  assert.equal(next, 'a+b=')
  assert.throws(() => readListing('<ListBucketResult><Contents>'))
})

test('a bucket without its key is named before the start', () => {
  const read = readConfig({ ZHAOMING_RECORDING_BUCKET: 'https://s3.example.cn/films/dsj' })
  assert.deepEqual(read.ok ? [] : read.refusals.map(({ field }) => field), ['ZHAOMING_RECORDING_BUCKET_KEY'])
})

eachDatabase('a bucket of recordings', (database) => {
  let bureau: TestBureau
  let song: Session
  let server: Awaited<ReturnType<typeof startBucket>>
  const files = new Map<string, Uint8Array>([
    ['dsj/A1/录像 1.mp4', makeMedia('d.mp4', 3)],
    [
      'dsj/A1/index.csv',
      Buffer.from('file,officer,serial,startedAt\n录像 1.mp4,song.qiaoyun,DSJ-9,2026-05-20T18:10:00+08:00\n'),
    ],
    ['dsj/A1/2.webm', makeMedia('e.webm', 2)],
    ['dsj/A1/2.webm.json', Buffer.from('{"officer":"song.qiaoyun","startedAt":"2026-03-01T01:00:00Z"}')],
    ['dsj/notes.txt', Buffer.from('不是录像')],
    ['other/3.webm', makeMedia('e.webm', 2)],
  ])
  before(async () => {
    bureau = await startTestBureau(database())
    song = await bureau.session('song.qiaoyun')
    server = await startBucket(files, secret)
  })
  after(async () => {
    await server.stop()
    await bureau.stop()
  })
  const bucket = (key = secret) =>
    openBucket({ url: `${server.url}/films/dsj/`, keyId: 'AKIAIOSFODNN7EXAMPLE', secret: key, region: 'us-east-1' })
  const look = (opened = bucket()) =>
    importRecordings({ journal: bureau.house.journal, blobs: fileBlobs(bureau.data), bucket: opened })

  test('what lies under the prefix is taken in once, with what is said beside it; the rest of the bucket is left alone', async () => {
    assert.equal(await look(), 3)
    const imported = (await rowsOf<RecordingView>(song, '/api/recordings')).filter(
      ({ origin }) => origin === 'imported',
    )
    assert.deepEqual(
      imported
        .map(({ source, startedAt, device, caseId }) => [source, startedAt, device?.id, caseId])
        .toSorted(([, a], [, b]) => (String(a) < String(b) ? 1 : -1)),
      [
        ['采集站（对象存储）', '2026-05-20T10:10:00.000Z', 'DSJ-9', bureau.caseId],
        ['采集站（对象存储）', '2026-03-01T01:00:00.000Z', undefined, undefined],
      ],
    )
    const cheng = await bureau.session('cheng.yian')
    const rows = await rowsOf<{ path: string; reason: string }>(cheng, '/api/recording-imports')
    assert.match(rows.find(({ path }) => path === 's3://films/dsj/notes.txt')?.reason ?? '', /不是能够识别/)
    const before = server.asked.length
    assert.equal(await look(), 0)
    assert.ok(
      server.asked.slice(before).every((url) => url.includes('list-type')),
      'what is known is not fetched again',
    )
  })

  test('a bucket that refuses, or is not there, changes nothing', async () => {
    await assert.rejects(look(bucket('wrong')), /403/)
    await assert.rejects(
      look(openBucket({ url: `${server.url}/none/`, keyId: 'k', secret, region: 'us-east-1' })),
      /no bucket none/,
    )
  })
})
