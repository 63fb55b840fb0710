namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>What the upload policies of <see cref="ClientSite"/> say.</summary>
internal static class ClientPolicy
{
    /// <summary>The least that S3 allows, and what Uppy uses.</summary>
    public const long PartSize = 5 * 1024 * 1024;

    /// <summary>How long URLs of the policy <c>brief</c> are valid.</summary>
    public static TimeSpan BriefLifetime { get; } = TimeSpan.FromSeconds(8);
}
