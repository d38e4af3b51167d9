/**
 * The optional package with decoders and encoders for what mediabunny cannot do alone in Node (FFmpeg inside, GPL).
 * Without it uncompressed audio is still read, and every container is still demuxed and muxed.
 */
export const CODEC_PACKAGE = '@mediabunny/server';

let loading: Promise<boolean> | undefined;

/** Loads and registers the codecs once per process (about 0.2 s and 30 MB). False when the package cannot be loaded. */
export function loadServerCodecs(): Promise<boolean> {
  loading ??= import('@mediabunny/server').then(
    ({ registerMediabunnyServer }) => {
      // Software only: hardware encoders and decoders differ from machine to machine.
      registerMediabunnyServer({ hardwareContext: null });
      return true;
    },
    () => false,
  );
  return loading;
}
