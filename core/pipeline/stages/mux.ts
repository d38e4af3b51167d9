import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { decodeAudioTrack } from '../../media/audio-decode.ts';
import { scoreLipSync } from '../../media/lip-sync/lip-sync-score.ts';
import { speechOpening } from '../../media/lip-sync/speech-opening.ts';
import type { AudioTrack, VideoOutput } from '../../plugin-api/output.ts';
import { canonicalJson } from '../../runs/canonical-json.ts';
import type { RunResult } from '../../runs/events.ts';
import type { GenerationSpec } from '../../runs/spec.ts';
import type { InputLimits } from '../../runs/worker-protocol.ts';
import type { StageJournal } from '../journal.ts';
import type { StageOutput } from '../stage-store.ts';

export interface FinishRequest {
  readonly spec: GenerationSpec;
  /** Frames of the whole video. */
  readonly frames: number;
  readonly output: VideoOutput;
  /** Outputs of the decode stages, in playing order. */
  readonly segments: readonly StageOutput[];
  readonly journal: StageJournal;
  readonly audioFile: string | null;
  /** Speech that the mouth should follow, mono 16 kHz; null when nothing is measured. */
  readonly speech: Float32Array | null;
  readonly limits: InputLimits;
}

/** Cuts audio to the video's length, so that it never plays longer than the picture. */
function trim(track: AudioTrack, seconds: number): AudioTrack {
  const samples = Math.round(seconds * track.sampleRate) * track.channels;
  return { ...track, samples: track.samples.subarray(0, samples) };
}

/** The spec without what belongs to one server or leaves no trace: assets are named by content. */
function portable({ oomPolicy: _, ...spec }: GenerationSpec): unknown {
  return { ...spec, image: { sha256: spec.image.sha256 }, audio: spec.audio && { sha256: spec.audio.sha256 } };
}

/** The stage `mux`: joins the segments, adds the voice, embeds the settings. */
export async function finishVideo(request: FinishRequest): Promise<RunResult> {
  const { spec, frames, output, segments, journal, audioFile, speech, limits } = request;
  const name = `video${output.extension}`;
  const parts = { segments: segments.map((segment) => segment.key), spec: portable(spec), frames };
  const finished = await journal.ensure({ stage: 'mux', window: null, windows: null, version: 1, parts }, async () => {
    const target = await journal.store.scratch(name);
    await output.join({
      segments: segments.map((segment) => segment.file(String(segment.facts.segment))),
      target,
      format: { width: spec.width, height: spec.height, fps: spec.fps },
      audio: audioFile
        ? trim(
            await decodeAudioTrack(audioFile, { field: 'audio', maxSeconds: limits.maxAudioSeconds }),
            frames / spec.fps,
          )
        : null,
      metadata: { genesis: canonicalJson(portable(spec)) },
    });
    return { tensors: {}, files: { [name]: target } };
  });
  const file = finished.file(name);
  const mouth = segments.flatMap((segment) => segment.facts.mouth as number[]);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return {
    file,
    sha256: hash.digest('hex'),
    bytes: (await stat(file)).size,
    mimeType: output.mimeType,
    extension: output.extension,
    width: spec.width,
    height: spec.height,
    fps: spec.fps,
    frames,
    lipSync: speech && scoreLipSync(mouth, speechOpening(speech, spec.fps)),
  };
}
