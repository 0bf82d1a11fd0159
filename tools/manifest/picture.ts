/** Judges the pictures a manifest names, by their real size. */

/** Answers the pixel size [width, height] of a picture by its path on the server, or undefined if there is none. */
export type PictureSize = (path: string) => [number, number] | undefined

/** Whether a picture is there and as large as wanted (in pixels); says nothing when pictures are not looked at. */
export function pictureFinding(url: string, wanted: number, pictureSize?: PictureSize): string[] {
  if (pictureSize === undefined || !URL.canParse(url)) return []
  const size = pictureSize(new URL(url).pathname)
  if (size === undefined) return [`The picture ${url} does not exist.`]
  const isRight = size[0] === wanted && size[1] === wanted
  return isRight ? [] : [`The picture ${url} is ${size.join('x')}, not ${wanted}x${wanted}.`]
}

/** Reads width and height from the header of a PNG file (RFC 2083, IHDR), or undefined if it is none. */
export function pngSize(file: Buffer): [number, number] | undefined {
  const isPng = file.length > 24 && file.toString('latin1', 1, 4) === 'PNG'
  return isPng ? [file.readUInt32BE(16), file.readUInt32BE(20)] : undefined
}
