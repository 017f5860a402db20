using Swictation.Stt;

namespace Swictation.Host.Live;

/// <summary>Turns what a pipeline tells into what is written to standard output. Only the strings: it touches no terminal.</summary>
internal interface IEventView
{
    /// <summary>Takes an event.</summary>
    /// <returns>What to write for it; empty where there is nothing to write.</returns>
    string Show(SttEvent happening);

    /// <summary>Ends the view.</summary>
    /// <returns>What to write so that the output ends with whole lines.</returns>
    string End();
}
