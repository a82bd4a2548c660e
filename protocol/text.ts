/** Zero-based line and UTF-16 character, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open: `end` is the first position outside. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Half-open range of UTF-16 offsets into one text. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}
