// Runs sherpa-onnx for Swictation.Stt.Benchmarks --peers, --vad and --whisper.
//
//   node sherpa.cjs first NODE_MODULES MODEL_FOLDER THREADS WAV...
//     Loads the recogniser and transcribes the files; prints each text as soon as there is one, then a line of measurements:
//     milliseconds to load the module and the model, milliseconds of the first file, milliseconds of processor time until then, peak
//     memory in bytes.
//
//   node sherpa.cjs serve NODE_MODULES MODEL_FOLDER THREADS WAV...
//     Loads the recogniser, decodes the WAV files to samples, prints a line of JSON, then answers each line "round" with a line of
//     JSON: one pass over all files. Ends with its input.
//
//   node sherpa.cjs serve-vad NODE_MODULES MODEL_FILE THREADS WAV...
//     The same with the voice activity detector of the model file; texts are the segments of each file.
//
//   node sherpa.cjs serve-whisper NODE_MODULES MODEL_PREFIX THREADS WAV...
//     The same with a Whisper model: PREFIX-encoder.onnx and so on. Every file counts as padded to 30 s, whatever its length.
'use strict';

const started = process.hrtime.bigint();
const fs = require('node:fs');
const path = require('node:path');

const [mode, modules, model, threads, ...files] = process.argv.slice(2);
const sherpa = require(path.join(modules, 'sherpa-onnx-node'));

const transcribe = mode === 'serve-vad' ? makeDetector() : mode === 'serve-whisper' ? makeWhisper() : makeTranscriber();
const loaded = process.hrtime.bigint();

function milliseconds(from, to) {
  return Number(to - from) / 1e6;
}

// Features, encoder, decoder and the making of the text.
function makeTranscriber() {
  const recognizer = new sherpa.OfflineRecognizer({
    featConfig: { sampleRate: 16000, featureDim: 80 },
    modelConfig: {
      transducer: {
        encoder: path.join(model, 'encoder.onnx'),
        decoder: path.join(model, 'decoder.onnx'),
        joiner: path.join(model, 'joiner.onnx'),
      },
      tokens: path.join(model, 'tokens.txt'),
      modelType: 'nemo_transducer',
      numThreads: Number(threads),
      provider: 'cpu',
      debug: 0,
    },
    decodingMethod: 'greedy_search',
  });
  return (wave) => {
    const stream = recognizer.createStream();
    stream.acceptWaveform({ sampleRate: wave.sampleRate, samples: wave.samples });
    recognizer.decode(stream);
    return recognizer.getResult(stream).text;
  };
}

// A recogniser for each length: the padding, in frames of 10 ms, is part of its configuration.
function makeWhisper() {
  const recognizers = new Map();
  const recognizerOf = (samples) => {
    const padding = 3000 - Math.floor(samples / 160);
    if (!recognizers.has(padding)) {
      recognizers.set(padding, new sherpa.OfflineRecognizer({
        featConfig: { sampleRate: 16000, featureDim: 80 },
        modelConfig: {
          whisper: { encoder: `${model}-encoder.onnx`, decoder: `${model}-decoder.onnx`, language: 'en', task: 'transcribe', tailPaddings: padding },
          tokens: `${model}-tokens.txt`,
          numThreads: Number(threads),
          provider: 'cpu',
          debug: 0,
        },
      }));
    }
    return recognizers.get(padding);
  };
  return (wave) => {
    const recognizer = recognizerOf(wave.samples.length);
    const stream = recognizer.createStream();
    stream.acceptWaveform({ sampleRate: wave.sampleRate, samples: wave.samples });
    recognizer.decode(stream);
    const result = recognizer.getResult(stream);
    transcribe.tokens = result.tokens.length;
    return result.text;
  };
}

// A window at a time, as live audio comes.
function makeDetector() {
  const window = 512;
  const vad = new sherpa.Vad({
    sileroVad: { model, threshold: 0.5, minSilenceDuration: 0.8, minSpeechDuration: 0.1, maxSpeechDuration: 20, windowSize: window },
    sampleRate: 16000,
    numThreads: Number(threads),
    provider: 'cpu',
    debug: 0,
  }, 60);
  return (wave) => {
    const segments = [];
    const take = () => {
      while (!vad.isEmpty()) {
        const segment = vad.front(false);
        segments.push(`${segment.start}-${segment.start + segment.samples.length}`);
        vad.pop();
      }
    };
    vad.reset();
    for (let at = 0; at + window <= wave.samples.length; at += window) {
      vad.acceptWaveform(wave.samples.subarray(at, at + window));
      take();
    }
    vad.flush();
    take();
    return segments.join(' ');
  };
}

function peakMemory() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(fs.readFileSync('/proc/self/status', 'latin1'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024; // no /proc: macOS, Windows
  }
}

function round(waves) {
  const cpu = process.cpuUsage();
  const begin = process.hrtime.bigint();
  const files = [];
  const texts = waves.map((wave) => {
    const at = process.hrtime.bigint();
    const text = transcribe(wave);
    files.push({ milliseconds: milliseconds(at, process.hrtime.bigint()), tokens: transcribe.tokens ?? 0 });
    return text;
  });
  const end = process.hrtime.bigint();
  const used = process.cpuUsage(cpu);
  return { milliseconds: milliseconds(begin, end), cpuMilliseconds: (used.user + used.system) / 1e3, peakBytes: peakMemory(), texts, files };
}

function first() {
  let text, cpu;
  for (const file of files) {
    process.stdout.write(transcribe(sherpa.readWave(file)) + '\n');
    text ??= process.hrtime.bigint();
    cpu ??= process.cpuUsage();
  }
  process.stdout.write(`${milliseconds(started, loaded)} ${milliseconds(loaded, text)} ${(cpu.user + cpu.system) / 1e3} ${peakMemory()}\n`);
}

function serve() {
  const waves = files.map((file) => sherpa.readWave(file));
  process.stdout.write(JSON.stringify({ name: 'sherpa-onnx', version: sherpa.version, onnxRuntime: sherpa.onnxruntimeVersion, node: process.version }) + '\n');
  const lines = require('node:readline').createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line === 'round')
      process.stdout.write(JSON.stringify(round(waves)) + '\n');
  });
}

if (mode === 'first')
  first();
else if (mode === 'serve' || mode === 'serve-vad' || mode === 'serve-whisper')
  serve();
else
  throw new Error(`Unknown mode ${mode}: first, serve, serve-vad or serve-whisper.`);
