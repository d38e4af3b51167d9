import { Mic, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { timecode } from '../format.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';

interface Props {
  onRecorded(recording: Blob, filename: string): void;
  onRefused(message: string): void;
}

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Records the microphone until it is stopped. Nothing leaves the page before that. */
export function Recorder({ onRecorded, onRefused }: Props) {
  const { make } = useText();
  const recorder = useRef<MediaRecorder | null>(null);
  const [since, setSince] = useState<number | null>(null);
  const [now, setNow] = useState(0);

  useEffect(() => {
    if (since === null) return;
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, [since]);
  useEffect(
    () => () => {
      for (const track of recorder.current?.stream.getTracks() ?? []) track.stop();
    },
    [],
  );

  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const made = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
      const parts: Blob[] = [];
      made.ondataavailable = ({ data }) => parts.push(data);
      made.onstop = () => {
        for (const track of stream.getTracks()) track.stop();
        recorder.current = null;
        setSince(null);
        const extension = made.mimeType.includes('mp4') ? 'm4a' : made.mimeType.includes('ogg') ? 'ogg' : 'webm';
        onRecorded(new Blob(parts, { type: made.mimeType }), `recording.${extension}`);
      };
      recorder.current = made;
      made.start();
      setNow(performance.now());
      setSince(performance.now());
    } catch {
      onRefused(make.microphoneRefused);
    }
  };

  if (since === null) {
    return (
      <Button icon={<Mic size={16} aria-hidden />} onPress={start}>
        {make.record}
      </Button>
    );
  }
  return (
    <Button look="danger" icon={<Square size={14} aria-hidden />} onPress={() => recorder.current?.stop()}>
      {make.stop} · {timecode(Math.max(0, now - since) / 1000)}
    </Button>
  );
}
