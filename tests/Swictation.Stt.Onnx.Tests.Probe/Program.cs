using System.Collections.Concurrent;
using System.Text;
using Swictation.Stt.Onnx;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
switch (args)
{
    case ["load"]:
        Try("load", static () => _ = OrtEnv.Instance);
        break;
    case ["load", string path]:
        Try("load", () => OrtEnv.GetOrCreate(new OrtEnvOptions { LibraryPath = path }));
        break;
    case ["retry", string path]:
        Try("first", static () => _ = OrtEnv.Instance);
        Try("second", () => OrtEnv.GetOrCreate(new OrtEnvOptions { LibraryPath = path }));
        break;
    case ["conflict", string otherLibrary]:
        Conflict(otherLibrary);
        break;
    case ["log", string severity, string model]:
        Log(Enum.Parse<OrtLogSeverity>(severity), model);
        break;
    case ["session-log", string model]:
        SessionLog(model);
        break;
    case ["throwing-log", string model]:
        ThrowingLog(model);
        break;
    case ["silent", string model, string damaged]:
        Silent(model, damaged);
        break;
    default:
        throw new ArgumentException($"Unknown command: {string.Join(' ', args)}");
}

static void Try(string what, Action action)
{
    try
    {
        action();
        Say(what, "ok");
    }
    catch (OnnxRuntimeException exception)
    {
        Say(what, "failed");
        Say($"{what}.code", exception.Code.ToString());
        Say($"{what}.message", exception.Message);
        return;
    }

    Say("path", OrtEnv.Instance.LibraryPath);
    Say("origin", OrtEnv.Instance.LibraryOrigin);
    Say("version", OrtEnv.Instance.Version);
}

static void Conflict(string otherLibrary)
{
    Action<OrtLogMessage> log = static _ => { };
    OrtEnv first = OrtEnv.GetOrCreate(new OrtEnvOptions { Log = log });
    Say("same", ReferenceEquals(first, OrtEnv.GetOrCreate(new OrtEnvOptions())).ToString());
    Say("same.log", ReferenceEquals(first, OrtEnv.GetOrCreate(new OrtEnvOptions { Log = log })).ToString());
    Say("same.library", ReferenceEquals(first, OrtEnv.GetOrCreate(new OrtEnvOptions { LibraryPath = first.LibraryPath })).ToString());
    Say("other.log", Refusal(new OrtEnvOptions { Log = static _ => { } }));
    Say("other.library", Refusal(new OrtEnvOptions { LibraryPath = otherLibrary }));

    static string Refusal(OrtEnvOptions options)
    {
        try
        {
            OrtEnv.GetOrCreate(options);
            return "accepted";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}

static void Log(OrtLogSeverity severity, string model)
{
    var messages = new ConcurrentQueue<OrtLogMessage>();
    OrtEnv.GetOrCreate(new OrtEnvOptions { LogSeverity = severity, Log = messages.Enqueue });
    InferenceSession.FromFile(model).Dispose();
    Say("count", messages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    Say("least", messages.IsEmpty ? string.Empty : messages.Min(m => m.Severity).ToString());
    Say("complete", messages.All(m => m.Category.Length > 0 && m.Location.Length > 0 && m.Message.Length > 0).ToString());
}

static void SessionLog(string model)
{
    var messages = new ConcurrentQueue<OrtLogMessage>();
    OrtEnv.GetOrCreate(new OrtEnvOptions { LogSeverity = OrtLogSeverity.Error, Log = messages.Enqueue });
    InferenceSession.FromFile(model, new SessionOptions { LogId = "тихая" }).Dispose();
    Say("quiet", messages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    InferenceSession.FromFile(model, new SessionOptions { LogId = "сессия 🎙", LogSeverity = OrtLogSeverity.Information }).Dispose();
    Say("count", messages.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    Say("ids", string.Join('|', messages.Select(m => m.LogId).Distinct(StringComparer.Ordinal)));
}

static void ThrowingLog(string model)
{
    int calls = 0;
    OrtEnv.GetOrCreate(new OrtEnvOptions
    {
        LogSeverity = OrtLogSeverity.Verbose,
        Log = _ =>
        {
            Interlocked.Increment(ref calls);
            throw new InvalidOperationException("the receiver's own failure");
        },
    });
    using InferenceSession session = InferenceSession.FromFile(model);
    Say("called", (calls > 0).ToString());
    Say("inputs", session.Inputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

static void Silent(string model, string damaged)
{
    using (InferenceSession.FromFile(model, new SessionOptions { LogSeverity = OrtLogSeverity.Verbose }))
    {
    }

    try
    {
        InferenceSession.FromFile(damaged).Dispose();
    }
    catch (OnnxRuntimeException)
    {
        // As it should; what matters is that nothing was written.
    }
}

static void Say(string name, string value) => Console.WriteLine($"{name}={value.ReplaceLineEndings("\\n")}");
