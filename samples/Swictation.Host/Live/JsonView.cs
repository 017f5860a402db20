using Swictation.Stt;
using Swictation.Stt.Formats;

namespace Swictation.Host.Live;

/// <summary>The view for programs: a JSON object on a line for each event.</summary>
internal sealed class JsonView : IEventView
{
    public string Show(SttEvent happening) => SttEventWriter.ToJson(happening) + "\n";

    public string End() => string.Empty;
}
