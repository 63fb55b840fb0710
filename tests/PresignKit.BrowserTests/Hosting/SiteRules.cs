namespace PresignKit.BrowserTests.Hosting;

/// <summary>The configuration that changes the sample's policies for a site.</summary>
internal sealed record SiteRules(params string[] Arguments)
{
    public const long MaximumVideoSize = 32 * 1024 * 1024;

    /// <summary>Of the sample's own policy for videos.</summary>
    public const long PartSize = 5 * 1024 * 1024;

    // Most tests upload films that nobody watches as a stream.
    private const string WithoutStreams = "--Streams:Enabled=false";

    /// <summary>The usual policies, but with a limit that a test can exceed without a file of several gigabytes.</summary>
    public static SiteRules Default { get; } = new($"--PresignKit:UploadPolicies:video:MaximumSize={MaximumVideoSize}", WithoutStreams);

    /// <summary>ffmpeg makes a stream of each upload.</summary>
    public static SiteRules Streaming { get; } = new();

    /// <summary>URLs and slots expire within seconds.</summary>
    public static SiteRules ShortLived { get; } = new(
        "--PresignKit:UploadPolicies:video:Lifetime=00:00:20",
        "--PresignKit:DownloadPolicies:stream:Lifetime=00:00:12",
        WithoutStreams);
}
