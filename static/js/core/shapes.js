/**
 * The shapes the phone keeps and sends; types only, nothing runs here.
 *
 * @typedef {"camera"|"album"|"annotated"} PhotoSource
 * @typedef {{lat: number, lon: number, acc: number|null}} Place  degrees, and metres either way
 * @typedef {{sha256: string, size: number, w: number|null, h: number|null}} PreviewName
 * @typedef {{sha256: string, size: number, type: string, w: number|null, h: number|null, taken_at: string|null,
 *   source: PhotoSource, geo: Place|null, preview: PreviewName|null, of?: string}} BlobName  one picture as the envelope names it;
 *   `of`: the photo this one was drawn on
 *
 * @typedef {{id: string, v: number, type: string, project: string, author: string, org: string, device: string,
 *   n: number, after: string[], at: string, skew_ms: number|null, app: string, copy_of?: string,
 *   blobs: BlobName[], body: any}} Envelope
 *
 * @typedef {"queued"|"receipted"|"confirmed"|"released"|"attention"} ItemState
 * @typedef {{code: string, text?: string}} Reason
 * @typedef {{outcome: string, reasons: Reason[], seq: number}} Verdict
 * @typedef {{id: string, project: string, author: string, n: number, type: string, queued_at: string,
 *   bytes: ArrayBuffer|null, envelope: Envelope|null, sha256: string, state: ItemState, blobs: string[], previews: string[],
 *   reason: string|null, verdict: Verdict|null, receipted_at: string|null}} QueuedEvent
 *
 * @typedef {{project: string, sha256: string, size: number, type: string, state: ItemState|"draft",
 *   draft: string|null, buffer: ArrayBuffer|null, preview: boolean, reason: string|null}} BlobRow
 * @typedef {{project: string, sha256: string, state: ItemState|"draft", size: number}} BlobKey
 *
 * @typedef {{kind: string, id: string, seq: number, state: any}} Thing
 * @typedef {{seq: number, kind: string, id: string, state: any}} FeedItem
 * @typedef {{epoch: string, head: number, view: string, next: string, more: boolean, reset?: boolean,
 *   items: FeedItem[], mine: {id: string, seq: number, outcome: string, reasons: Reason[]}[]}} FeedPage
 * @typedef {{cursor: string, epoch: string|null, token: string|null, generation: number, shown?: number}} CursorNote  `shown`: up to which the things kept were complete before they were asked for anew
 *
 * @typedef {{status: number, json: any, retry_after_s: number|null}} Answer  status 0: no answer came
 *
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, name: string, kind: string, role: string, org: string}} Project
 * @typedef {{person: Person, projects: Project[], login: string, project: string, signed_out: boolean}} Session
 */
export {}
