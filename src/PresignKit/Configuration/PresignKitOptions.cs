namespace PresignKit;

/// <summary>The settings of PresignKit as a whole, from code or from the <c>PresignKit</c> section of configuration.</summary>
public sealed class PresignKitOptions
{
    /// <summary>The store that <see cref="IPresignedUrlIssuer"/> serves where no name is given.</summary>
    /// <value>Null: the only store, or the one registered first.</value>
    public string? DefaultStore { get; set; }

    /// <summary>
    /// The origins of the pages that upload and download, as browsers send them: <c>https://app.example.com</c>. Stores are
    /// checked for them when the host starts, and <see cref="IStoreSetup.EnsureCorsAsync"/> sets them up.
    /// </summary>
    /// <value>Empty: nothing is asked about CORS.</value>
    public IList<string> PageOrigins { get; } = [];

    /// <summary>Whether <see cref="PageOrigins"/> may have wildcards.</summary>
    /// <value><see cref="PageOriginRule.Exact"/>: they may not.</value>
    public PageOriginRule PageOriginRule { get; set; }

    /// <summary>
    /// What buckets are expected to have been set up with: checks warn where a bucket differs. What is not listed is not asked about.
    /// </summary>
    /// <value><see cref="BucketSetup.None"/>.</value>
    public BucketSetup BucketSetup { get; set; }

    /// <summary>
    /// After how long <see cref="IStoreSetup.EnsureLifecycleAsync"/> lets a store remove what nobody finished or completed: 1 to 365
    /// days; rounded up to whole days, and to a day longer than any slot lives.
    /// </summary>
    /// <value>7 days.</value>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Whether every store is checked when the host starts: reach, credentials, bucket, region, clock and CORS.</summary>
    /// <value><see cref="StartupCheck.Warn"/>: beside the start, with findings in the log.</value>
    public StartupCheck StartupCheck { get; set; } = StartupCheck.Warn;

    /// <summary>
    /// Whether every store is probed when the host starts: whether it keeps what its profile promises. A probe writes small objects to
    /// the bucket and removes them: <see cref="IStoreSetup.ProbeAsync"/>.
    /// </summary>
    /// <value><see cref="StartupProbe.Off"/>, since it writes.</value>
    public StartupProbe StartupProbe { get; set; }

    /// <summary>The upload policies by name.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, UploadPolicyOptions> UploadPolicies { get; } =
        new Dictionary<string, UploadPolicyOptions>(StringComparer.Ordinal);

    /// <summary>The download policies by name. <c>default</c> exists even when it is not listed.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, DownloadPolicyOptions> DownloadPolicies { get; } =
        new Dictionary<string, DownloadPolicyOptions>(StringComparer.Ordinal);

    /// <summary>What configuration has that cannot be read; reported with all other flaws.</summary>
    internal List<string> SectionFlaws { get; } = [];
}
