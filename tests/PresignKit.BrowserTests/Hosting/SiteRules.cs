namespace PresignKit.BrowserTests.Hosting;

/// <summary>The sample's policies, as configuration changes them for a site.</summary>
internal sealed record SiteRules(params string[] Arguments)
{
    public const long MaximumVideoSize = 32 * 1024 * 1024;

    /// <summary>As everywhere, but with a limit that a test can cross without a file of gigabytes.</summary>
    public static SiteRules Usual { get; } = new($"--PresignKit:UploadPolicies:video:MaximumSize={MaximumVideoSize}");

    /// <summary>Everything expires while a test waits.</summary>
    public static SiteRules ShortLived { get; } = new(
        "--PresignKit:UploadPolicies:video:Lifetime=00:00:05",
        "--PresignKit:DownloadPolicies:stream:Lifetime=00:00:12");
}
