/**
 * The optional package with decoders and encoders for what mediabunny cannot do alone in Node (FFmpeg inside, GPL).
 * Without it uncompressed audio is still read, and every container is still demuxed and muxed.
 */
export const CODEC_PACKAGE = '@mediabunny/server';

/**
 * mediabunny (1.61) closes a decoder in the queue of its calls. Where one of them has failed, which whoever reads the samples
 * is told, the closing is rejected with the same error and awaited by nobody: a damaged file would end the process.
 */
function outliveDecoders(): void {
  process.on('unhandledRejection', (reason) => {
    const ofCodecs = reason instanceof Error && reason.stack?.includes(`/${CODEC_PACKAGE}/`);
    if (!ofCodecs) throw reason;
  });
}

let loading: Promise<boolean> | undefined;

/** Loads and registers the codecs once per process (about 0.2 s and 30 MB). False when the package cannot be loaded. */
export function loadServerCodecs(): Promise<boolean> {
  loading ??= import('@mediabunny/server').then(
    ({ registerMediabunnyServer }) => {
      // Software only: hardware encoders and decoders differ from machine to machine.
      registerMediabunnyServer({ hardwareContext: null });
      outliveDecoders();
      return true;
    },
    () => false,
  );
  return loading;
}
