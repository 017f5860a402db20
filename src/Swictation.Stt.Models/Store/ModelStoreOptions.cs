namespace Swictation.Stt.Models;

/// <summary>Where a store is and how it downloads. Immutable; what is <see langword="null"/> comes from the environment.</summary>
public sealed record ModelStoreOptions
{
    /// <summary>The environment variable that forbids downloads, unless it is empty, <c>0</c> or <c>false</c>.</summary>
    public const string OfflineVariable = "SWICTATION_OFFLINE";

    /// <summary>The environment variable that names the base address of a mirror.</summary>
    public const string MirrorVariable = "SWICTATION_MIRROR";

    /// <summary>The environment variable that names another address of the Hugging Face hub, as other programs know it.</summary>
    public const string HubVariable = "HF_ENDPOINT";

    /// <summary>The environment variable that holds the token for gated files of the hub, as other programs know it.</summary>
    public const string TokenVariable = "HF_TOKEN";

    /// <summary>The hub's own address.</summary>
    public static readonly Uri DefaultHub = new("https://huggingface.co/");

    /// <summary>Gets the store's folder.</summary>
    /// <value>The default is the first folder that <c>SWICTATION_MODELS</c> names, else <c>swictation/models</c> in the platform's folder for data.</value>
    public string? Folder { get; init; }

    /// <summary>Gets the models that are known.</summary>
    /// <value>The default is <see cref="ModelManifest.ReadAll"/>.</value>
    public ModelManifest? Manifest { get; init; }

    /// <summary>Gets whether nothing may be downloaded.</summary>
    /// <value>The default is what <see cref="OfflineVariable"/> says.</value>
    public bool? Offline { get; init; }

    /// <summary>
    /// Gets the base address of a mirror: <c>https://host/path</c> is fetched from <c>mirror/host/path</c>, as <c>wget --force-directories</c>
    /// lays files out. It gets no token.
    /// </summary>
    /// <value>The default is what <see cref="MirrorVariable"/> says.</value>
    public Uri? Mirror { get; init; }

    /// <summary>Gets the hub's address, which replaces <see cref="DefaultHub"/> in the addresses of files.</summary>
    /// <value>The default is what <see cref="HubVariable"/> says, else <see cref="DefaultHub"/>.</value>
    public Uri? Hub { get; init; }

    /// <summary>Gets the token for gated files. It is sent to the hub's own host only, over HTTPS or to this machine, and written nowhere.</summary>
    /// <value>The default is what <see cref="TokenVariable"/> says.</value>
    public string? Token { get; init; }

    /// <summary>Gets the folder of Hugging Face's cache, from which files are taken that are there already.</summary>
    /// <value>The default is <c>$HF_HUB_CACHE</c>, <c>$HF_HOME/hub</c> or <c>~/.cache/huggingface/hub</c>.</value>
    public string? HubCache { get; init; }

    /// <summary>Gets how many files are downloaded at the same time, 1 to 16.</summary>
    /// <value>The default is 4.</value>
    public int Connections { get; init; } = 4;

    /// <summary>Gets how often a download may fail in a row before it is given up, 1 to 100. One that got a mebibyte further counts as new.</summary>
    /// <value>The default is 6.</value>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>Gets how long a connection may be silent before it is given up; positive.</summary>
    /// <value>The default is 60 s.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the pause before the second attempt, which doubles from attempt to attempt; not negative.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the longest pause between attempts; not negative.</summary>
    /// <value>The default is 30 s.</value>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the seed of the pauses' jitter, or <see langword="null"/> for a new one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>Gets the clock.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Checks the ranges, and fills in what the environment says.</summary>
    /// <exception cref="ArgumentException">A value is out of range, or an address of the environment is none.</exception>
    /// <exception cref="ModelStoreException">The system tells no folder for data.</exception>
    internal ModelStoreOptions Resolve()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Connections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Connections, 16);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxAttempts, 100);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryDelay, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return this with
        {
            Folder = Path.GetFullPath(Folder ?? ModelStore.DefaultFolder),
            Manifest = Manifest ?? ModelManifest.ReadAll(),
            Offline = Offline ?? (Text(OfflineVariable) is { } offline && offline is not "0" && !offline.Equals("false", StringComparison.OrdinalIgnoreCase)),
            Mirror = Directory(Mirror ?? Address(MirrorVariable)),
            Hub = Directory(Hub ?? Address(HubVariable)) ?? DefaultHub,
            Token = Checked((Token ?? Text(TokenVariable))?.Trim()),
            HubCache = HubCache ?? Models.HubCache.FindFolder(),
        };
    }

    /// <summary>Leaves the token out of what a record says of itself.</summary>
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"Folder = {Folder}, Offline = {Offline}, Mirror = {Mirror}, Hub = {Hub}, HasToken = {Token is not null}");
        return true;
    }

    private static string? Text(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text.Trim() : null;

    /// <summary>A token that is none is told of without being shown.</summary>
    private static string? Checked(string? token) =>
        string.IsNullOrEmpty(token) ? null
        : token.All(static letter => letter is > ' ' and < '\x7f') ? token
        : throw new ArgumentException($"The token ({TokenVariable}) has characters that no token has. Set it to a token of the hub, or unset it.");

    private static Uri? Address(string variable) => Text(variable) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "https" or "http" ? address
        : throw new ArgumentException($"{variable} is \"{text}\"; it must be an http or https address.");

    /// <summary>An address to which names are appended ends with a slash.</summary>
    private static Uri? Directory(Uri? address) =>
        address is null || address.AbsolutePath.EndsWith('/') ? address : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
}
